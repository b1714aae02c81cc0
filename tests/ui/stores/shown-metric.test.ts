/** A metric node shows the figure that the logs of its program have under its name, and how old it is. */
import { describe, expect, it } from 'vitest';
import { namesInLogs, shownMetric } from '../../../src/ui/stores/shown-metric.ts';
import { runStore } from '../../../src/ui/stores/run.ts';
import type { RunState } from '../../../src/ui/stores/types.ts';
import { compilationOf, graph } from '../canvas/graph.ts';

const measured = {
  ...graph,
  nodes: [
    ...graph.nodes,
    { id: 'm1', type: 'Recall', position: [960, 300] as const },
    { id: 'm2', type: 'Recall', position: [1200, 300] as const, params: { class_id: 0 } },
    { id: 'm3', type: 'Accuracy', position: [1440, 300] as const },
  ],
  edges: [...graph.edges, ...['m1', 'm2', 'm3'].map((id) => ({ from: `${id}.metric`, to: 'train.metrics' }))],
};
const { programs } = compilationOf(measured);

const NAMES = { train: 'recall' };
const logs = { loss: 0.4, recall: 0.8, val_recall: 0.7 };
const after = (more: Partial<RunState>): RunState => ({
  ...runStore.getInitialState(),
  program: 'train',
  state: 'finished',
  step: 50,
  epochPoints: [
    { epoch: 1, step: 25, logs: { ...logs, recall: 0.5 }, learningRate: 0.01 },
    { epoch: 2, step: 50, logs, learningRate: 0.01 },
  ],
  ...more,
});

describe('the name of a figure in the logs', () => {
  it('is that of its node, with a number where another one has it already', () => {
    expect(programs).toHaveLength(1);
    expect(['m1', 'm2', 'm3', 'opt'].map((id) => namesInLogs(programs, id, ['train'])['train'])).toEqual([
      'recall',
      'recall_1',
      'accuracy',
      undefined,
    ]);
    expect(namesInLogs(programs, 'm1', ['other'])).toEqual({});
  });
});

describe('the shown metric', () => {
  it('is that of the last completed epoch', () => {
    expect(shownMetric(after({}), NAMES, false)).toEqual({ value: 0.8, heldOut: 0.7, step: 50, age: 'fresh' });
    expect(shownMetric(after({ epochPoints: [] }), NAMES, false)).toBeUndefined();
  });

  it('is none of a run of another program, and that of a run beside the shown one', () => {
    expect(shownMetric(after({ program: 'other' }), NAMES, false)).toBeUndefined();
    const beside = after({ program: 'other', epochPoints: [], side: [after({})] });
    expect(shownMetric(beside, NAMES, false)?.value).toBe(0.8);
  });

  it('looks its age where training rests behind it, the graph has changed, or the past is looked at', () => {
    const age = (more: Partial<RunState>, past = false) => shownMetric(after(more), NAMES, past)?.age;
    expect(age({ state: 'running', step: 60 })).toBe('fresh');
    expect(age({ state: 'paused', step: 60 })).toBe('old');
    expect(age({}, true)).toBe('old');
    expect(age({ stale: true })).toBe('stale');
  });
});
