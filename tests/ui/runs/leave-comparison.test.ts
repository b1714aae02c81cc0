import { expect, it } from 'vitest';
import { newDocument } from '../../../src/graph/new.ts';
import { serializeDocument } from '../../../src/graph/serialize.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { leaveComparison } from '../../../src/ui/runs/leave-comparison.ts';
import { createRunsStore } from '../../../src/ui/runs/runs-store.ts';
import { documents } from '../stores/fixtures.ts';
import { record } from './fixtures.ts';

const graph = (layers: readonly string[]): GraphDocument => ({
  ...newDocument(),
  nodes: [
    ...layers.map((id) => ({ id, type: 'Dense', position: [0, 0] as const })),
    { id: 'train', type: 'Train', position: [0, 0] },
  ],
  edges: layers.map((id) => ({ from: `${id}.outputs`, to: 'train.loss' })),
});

function comparing() {
  const [runs, docs] = [createRunsStore(), documents()];
  for (const number of [1, 2]) {
    runs.getState().put(record(number, { graph: serializeDocument(graph(['d1', 'd2'])) }));
  }
  runs.getState().choose(['r1', 'r2']);
  leaveComparison(runs, docs);
  const open = (whole: GraphDocument) => docs.setState(({ opened }) => ({ whole, opened: opened + 1 }));
  return { open, chosen: () => runs.getState().chosen };
}

it('ends with the graph that it is of', () => {
  const { open, chosen } = comparing();
  open(graph(['x', 'y', 'z']));
  expect(chosen()).toEqual([]);
});

it('stays with the graph of one of its runs, and with one like it', () => {
  const { open, chosen } = comparing();
  open(graph(['d1', 'd2']));
  open(graph(['d1', 'd2', 'd3']));
  expect(chosen()).toEqual(['r1', 'r2']);
});
