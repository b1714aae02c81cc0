/* Wires run where they ran before a step that is taken back, also those that had to give way to it. */
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { catalog } from '../../../../src/catalog/index.ts';
import { commit, createHistory, redo, undo, type History } from '../../../../src/graph/history.ts';
import type { Command } from '../../../../src/graph/commands/types.ts';
import { createFlow } from '../../../../src/ui/canvas/view/flow-store.ts';
import type { DocumentState, ViewState } from '../../../../src/ui/stores/types.ts';
import { example } from '../../../support/programs.ts';
import { compilationOf } from '../graph.ts';

function setUp(name: string) {
  const start = createHistory(example(name));
  const stateOf = (history: History) => ({
    history,
    document: history.document,
    compilation: compilationOf(history.document),
  });
  const documents = createStore<Pick<DocumentState, 'history' | 'document' | 'compilation'>>()(() => stateOf(start));
  const view = createStore<Pick<ViewState, 'selectedNodes' | 'selectedEdges'>>()(() => ({
    selectedNodes: [],
    selectedEdges: [],
  }));
  const flow = createFlow(
    documents as unknown as Parameters<typeof createFlow>[0],
    view as unknown as Parameters<typeof createFlow>[1],
    catalog,
  );
  flow.connect();
  const { document } = start;
  const go = (step: (history: History) => History) => documents.setState(stateOf(step(documents.getState().history)));
  const run = (command: Command) =>
    go((history) => {
      const done = commit(history, command);
      if (!done.ok) throw new Error(JSON.stringify(done));
      return done.value;
    });
  const lanes = () => flow.store.getState().edges.map(({ id, data }) => `${id} ${String(data?.lane)}`);
  return { document, go, run, lanes };
}

it.each(['xor', 'digits', 'skip-connection'])('on %s', (name) => {
  const { document, go, run, lanes } = setUp(name);
  const before = lanes();
  let gaveWay = 0;
  for (const { id, position } of document.nodes) {
    run({ type: 'move', positions: { [id]: [position[0], position[1] + 90] } });
    const moved = lanes();
    gaveWay += Number(moved.join() !== before.join());
    // A step that moves nothing stands between.
    run({ type: 'setLabel', node: id, label: `with ${id}` });
    go(undo);
    expect(lanes()).toEqual(moved);
    go(undo);
    expect(lanes(), id).toEqual(before);
    go(redo);
    expect(lanes()).toEqual(moved);
    go(undo);
  }
  expect(gaveWay).toBeGreaterThan(0);
});
