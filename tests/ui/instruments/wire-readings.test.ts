import { expect, it } from 'vitest';
import type { Distribution, TensorReading, WireReadings } from '../../../src/protocol/readings.ts';
import { healthOf } from '../../../src/ui/canvas/wires/wire-health.ts';
import {
  penaltyReading,
  tensorOf,
  tensorReading,
  weightOf,
  weightReading,
} from '../../../src/ui/instruments/wire-readings.ts';
import type { Measured } from '../../../src/ui/instruments/wire-readings.ts';
import type { EdgePlan } from '../../../src/compiler/types.ts';
import { compilationOf, graph } from '../canvas/graph.ts';

const compilation = compilationOf(graph);
const planOf = (edge: string) => {
  const plan = compilation.edges.get(edge);
  if (plan === undefined) throw new Error(`The compiler knows no wire ${edge}`);
  return plan;
};

const distribution: Distribution = {
  count: 4,
  mean: 0,
  std: 1,
  min: -1,
  max: 1,
  zeros: 0,
  nonFinite: 0,
  bins: new Float32Array(24),
};
const reading = (shape: readonly number[]): TensorReading => ({
  shape,
  forward: distribution,
  units: 8,
  deadUnits: 0,
  saturated: 0,
});
const value: WireReadings = {
  tensors: { 'd1.outputs': reading([8]), 'data.features': reading([3]) },
  weights: { 'd1/kernel': { shape: [2, 8], values: distribution } },
  loss: 1,
  learningRate: 0.03,
};
const run = (program = 'train'): Measured => ({
  program,
  readings: { wires: { run: 'run1', program: 'train', at: 0, step: 1, epoch: 1, value } },
});
const wire = planOf('d1.outputs->out.inputs');

it('the tensor and the weights that a wire carries are found', () => {
  expect(tensorReading(wire, run())).toBe(value.tensors['d1.outputs']);
  expect(weightReading(planOf('he.initializer->d1.kernel_initializer'), run())).toBe(value.weights['d1/kernel']);
});

it('a regularizer wire says what all weights it leads to add to the loss, since when the oldest is known', () => {
  const { programs } = wire;
  const plan: EdgePlan = {
    edge: 'l2.r->d1.r',
    kind: 'regularizer',
    programs,
    carries: { what: 'regularizer', weights: ['d1/kernel', 'd1/more', 'd1/gone'] },
  };
  const charged = (kernel: object, more: object): Measured => ({
    program: 'train',
    readings: {
      wires: {
        run: 'run1',
        program: 'train',
        at: 0,
        step: 9,
        epoch: 1,
        value: {
          ...value,
          weights: {
            'd1/kernel': { shape: [2, 8], values: distribution, ...kernel },
            'd1/more': { shape: [8], values: distribution, ...more },
          },
        },
      },
    },
  });
  expect(penaltyReading(plan, charged({ penalty: 0.25 }, { penalty: 0.5, step: 7 }))).toEqual({
    penalty: 0.75,
    step: 7,
  });
  expect(penaltyReading(plan, charged({ penalty: 0 }, {}))).toEqual({ penalty: 0, step: undefined });
  expect(penaltyReading(plan, charged({}, {}))).toBeUndefined();
  expect(penaltyReading(planOf('he.initializer->d1.kernel_initializer'), charged({ penalty: 1 }, {}))).toBeUndefined();
});

it('another output of the same layer is another tensor', () => {
  expect(tensorOf(run(), { layer: 'd1', output: 'outputs' }, [8])).toBeDefined();
  expect(tensorOf(run(), { layer: 'd1', output: 'state' }, [8])).toBeUndefined();
});

it('nothing is shown of another program', () => {
  expect(tensorReading(wire, run('other'))).toBeUndefined();
  expect(weightOf(run('other'), 'd1/kernel')).toBeUndefined();
  expect(tensorReading(wire, { program: 'train', readings: {} })).toBeUndefined();
});

it('nothing is shown whose shape is no longer the graph’s', () => {
  expect(tensorReading(planOf('data.features->d1.inputs'), run())).toBeUndefined();
  expect(weightOf(run(), 'd1/kernel', [2, 8])).toBeDefined();
  expect(weightOf(run(), 'd1/kernel', [2, 9])).toBeUndefined();
});

it('a reading of the graph as it was is not called fine', () => {
  expect(healthOf(reading([8]), {}, 'fresh')).toMatchObject({ tone: 'fine', label: 'fine' });
  expect(healthOf(reading([8]), {}, 'stale')).toMatchObject({ tone: 'quiet', label: 'out of date' });
});

it('what only a run beside the shown one has measured is found there, of both the shown one counts', () => {
  const none = { tensors: {}, weights: {}, loss: 1, learningRate: 0.03 };
  const beside = run('train');
  const shown: Measured = {
    program: 'other',
    readings: { wires: { run: 'run2', program: 'other', at: 0, step: 1, epoch: 1, value: none } },
    side: [beside],
  };
  expect(tensorReading(wire, shown)).toBe(value.tensors['d1.outputs']);
  expect(weightReading(planOf('he.initializer->d1.kernel_initializer'), shown)).toBe(value.weights['d1/kernel']);
  const own = { ...none, tensors: { 'd1.outputs': reading([8]) } };
  const both: Measured = {
    program: 'other',
    readings: { wires: { run: 'run2', program: 'other', at: 0, step: 1, epoch: 1, value: own } },
    side: [beside],
  };
  expect(tensorOf(both, { layer: 'd1', output: 'outputs' }, [8])).toBe(own.tensors['d1.outputs']);
  expect(tensorReading(wire, { ...shown, side: [] })).toBeUndefined();
});
