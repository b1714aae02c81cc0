/* Collapsed cards: remembered by the browser for each graph, and no part of the graph. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { serializeDocument } from '../../../src/graph/serialize.ts';
import { followCollapsed, isCollapsed, toggleCollapsed } from '../../../src/ui/canvas/collapse.ts';
import { deskStore } from '../../../src/ui/stores/desk.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { graph } from './graph.ts';

const settings = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => settings.get(key) ?? null,
  setItem: (key: string, value: string) => void settings.set(key, value),
});

/** Another graph comes to the desk. */
const come = (id: string | undefined) => {
  documentStore.begin(graph);
  deskStore.setState({ id });
};

beforeAll(() => {
  come('first');
  followCollapsed();
});

describe('collapsing', () => {
  test('several are collapsed, and opened again only if all are', () => {
    come('several');
    toggleCollapsed(['d1']);
    toggleCollapsed(['d1', 'out']);
    expect([isCollapsed('d1'), isCollapsed('out')]).toEqual([true, true]);
    toggleCollapsed(['d1', 'out']);
    expect([isCollapsed('d1'), isCollapsed('out')]).toEqual([false, false]);
  });

  test('is remembered with the graph, and is no change of it', () => {
    come('one');
    const before = serializeDocument(documentStore.getState().whole);
    toggleCollapsed(['d1']);
    expect(serializeDocument(documentStore.getState().whole)).toBe(before);
    expect(documentStore.getState().undoLabel).toBeUndefined();
    come('other');
    expect(isCollapsed('d1')).toBe(false);
    come('one');
    expect(isCollapsed('d1')).toBe(true);
    // Where nothing is stored it is forgotten with the graph.
    come(undefined);
    expect(isCollapsed('d1')).toBe(false);
  });

  test('goes with the card: one that comes later under the same name is open', () => {
    come('going');
    toggleCollapsed(['d1', 'out']);
    documentStore.getState().dispatch({ type: 'remove', nodes: ['d1'] });
    documentStore.getState().undo();
    expect([isCollapsed('d1'), isCollapsed('out')]).toEqual([false, true]);
  });

  test('what is remembered and cannot be read counts as nothing', () => {
    for (const text of ['{', '[]', 'null', '{"broken":7}', '{"broken":[1,{}]}']) {
      settings.set('edgewise.collapsed', text);
      come('away');
      come('broken');
      expect(isCollapsed('d1'), text).toBe(false);
    }
    toggleCollapsed(['d1']);
    expect(isCollapsed('d1')).toBe(true);
  });
});
