/* What is typed goes where the selection says; no canvas is mounted, so nothing has to move. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { edgeId } from '../../../src/graph/types.ts';
import { build } from '../../../src/ui/canvas/inserting.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { viewStore } from '../../../src/ui/stores/view.ts';
import { graph } from './graph.ts';

beforeEach(() => {
  vi.stubGlobal('document', { querySelector: () => null, activeElement: null });
  vi.stubGlobal('window', { matchMedia: () => ({ matches: true }) });
  vi.stubGlobal('requestAnimationFrame', () => 0);
  documentStore.begin(graph);
});
afterEach(() => void vi.unstubAllGlobals());

const wires = () => documentStore.getState().document.edges.map(edgeId);

describe('a node that is added while a wire is selected', () => {
  it('goes on it, in one step, and is selected', () => {
    viewStore.getState().select([], ['d1.outputs->out.inputs']);
    build('Dropout');
    expect(wires()).toEqual(expect.arrayContaining(['d1.outputs->dropout1.inputs', 'dropout1.outputs->out.inputs']));
    expect(viewStore.getState().selectedNodes).toEqual(['dropout1']);
    expect(viewStore.getState().announcement.text).toBe('Inserted Dropout between d1 and out.');
    documentStore.getState().undo();
    expect(documentStore.getState().document).toEqual(graph);
  });

  it('goes where it belongs if it does not fit there', () => {
    viewStore.getState().select([], ['d1.outputs->out.inputs']);
    build('Adam');
    expect(wires()).toContain('d1.outputs->out.inputs');
    expect(documentStore.getState().document.nodes.some(({ type }) => type === 'Adam')).toBe(true);
  });
});
