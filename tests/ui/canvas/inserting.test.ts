/* What is typed goes where the selection says; no canvas is mounted, so nothing has to move. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { edgeId } from '../../../src/graph/types.ts';
import { build, duplicateNodes } from '../../../src/ui/canvas/inserting.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';
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

describe('a copy', () => {
  const begin = () =>
    documentStore.begin({
      ...graph,
      nodes: [...graph.nodes, { id: 'sum', type: 'Add', position: [800, 300] }],
      edges: [...graph.edges, { from: 'd1.outputs', to: 'sum.inputs' }],
    });
  const added = (before: readonly string[]) => wires().filter((wire) => !before.includes(wire));

  it('has the wires between the copied alone', () => {
    begin();
    const before = wires();
    duplicateNodes(['d1', 'out'], false);
    expect(added(before)).toEqual(['d2.outputs->out2.inputs']);
  });

  it('has those from and to other nodes as well if that is wanted, where the other end takes several', () => {
    begin();
    const before = wires();
    duplicateNodes(['d1'], true);
    expect(added(before)).toEqual([
      'data.features->d2.inputs',
      'he.initializer->d2.kernel_initializer',
      'd2.outputs->sum.inputs',
    ]);
    documentStore.getState().undo();
    expect(wires()).toEqual(before);
  });
});
