import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/graph/new.ts';
import { compareStore, isComparing } from '../../../src/ui/compare/compare-store.ts';
import {
  compareWith,
  compareWithOpened,
  compareWithStep,
  endComparing,
  goOn,
  presentDifferences,
} from '../../../src/ui/compare/compare.ts';
import { stopWords } from '../../../src/ui/compare/stops.ts';
import { ACTIONS } from '../../../src/ui/shell/app-actions.ts';
import { actionFor } from '../../../src/ui/shell/keys.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';

const state = () => documentStore.getState();
const title = () => compareStore.getState().other?.title;
const words = () => presentDifferences()?.stops.map(stopWords);
const heard = () => viewStore.getState().announcement.text;

// No canvas is mounted: nothing is there to move into sight.
beforeEach(() => void vi.stubGlobal('document', { querySelector: () => null, activeElement: null }));
afterEach(() => void vi.unstubAllGlobals());

beforeEach(() => {
  documentStore.begin(newDocument('Compared'));
  state().dispatch({ type: 'add', nodes: [{ id: 'd1', type: 'Dense', position: [0, 0] }] });
  state().dispatch({ type: 'setParams', node: 'd1', params: { units: 3 } });
});

describe('what is compared with', () => {
  it('is a step of the past, with defaults filled in', () => {
    compareWithStep(1);
    expect(title()).toBe('step 1, “Add Dense”');
    expect(words()).toEqual([expect.stringMatching(/^d1: units \d+ → 3$/)]);
    expect(heard()).toMatch(/^Compared with step 1, “Add Dense”: 1 param changed\. .*first/);
    compareWithStep(0);
    expect(title()).toBe('the start');
    expect(words()).toEqual(['added Dense d1']);
  });

  it('is a step that was undone: always from the other graph to the open one', () => {
    state().undo();
    compareWithStep(2);
    expect(title()).toBe('step 2, “Set units”');
    expect(words()).toEqual([expect.stringMatching(/^d1: units 3 → /)]);
  });

  it('is the graph as it was opened', () => {
    state().open({ ...newDocument('Another'), nodes: [{ id: 'a', type: 'Add', position: [0, 0] }] });
    state().dispatch({ type: 'setLabel', node: 'a', label: 'Sum' });
    compareWithOpened();
    expect(words()).toEqual(['a: label not set → “Sum”']);
  });
});

describe('while it is compared', () => {
  it('the differences follow what is edited', () => {
    compareWith(state().document, 'now');
    expect(words()).toEqual([]);
    state().dispatch({ type: 'setMuted', nodes: ['d1'], muted: true });
    expect(words()).toEqual(['d1: bypassed']);
    state().undo();
    expect(words()).toEqual([]);
  });

  it('one goes from difference to difference, round and round, and each is spoken and selected', () => {
    const before = state().document;
    state().dispatch({ type: 'add', nodes: [{ id: 'd2', type: 'Dense', position: [200, 0] }] });
    state().dispatch({ type: 'setParams', node: 'd1', params: { units: 5 } });
    compareWith(before, 'before');
    goOn(1);
    expect(heard()).toBe('Difference 1 of 2: d1: units 3 → 5.');
    expect(viewStore.getState().selectedNodes).toEqual(['d1']);
    goOn(1);
    expect(heard()).toBe('Difference 2 of 2: added Dense d2.');
    expect(viewStore.getState().selectedNodes).toEqual(['d2']);
    goOn(1);
    expect(heard()).toMatch(/^Difference 1 of 2/);
    goOn(-1);
    expect(heard()).toMatch(/^Difference 2 of 2/);
  });

  it('ends when asked, and when another graph is opened', () => {
    compareWithStep(0);
    endComparing();
    expect([isComparing(), heard()]).toEqual([false, 'The comparison has ended; 1 difference was marked.']);
    compareWithStep(0);
    state().open(newDocument('Another'));
    expect(isComparing()).toBe(false);
  });

  it('its keys answer, and only then', () => {
    const press = (key: string) => ({
      key,
      code: key === 'n' ? 'KeyN' : key,
      ctrlKey: false,
      metaKey: false,
      altKey: key === 'n',
      shiftKey: false,
    });
    const called = (key: string) => actionFor(ACTIONS, press(key), false)?.id;
    endComparing();
    expect([called('n'), called('Escape')]).toEqual([undefined, undefined]);
    compareWithStep(0);
    expect([called('n'), called('Escape')]).toEqual(['compare-next', 'compare-done']);
  });
});
