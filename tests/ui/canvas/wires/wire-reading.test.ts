import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import { nodeById } from '../../../../src/graph/queries.ts';
import type { Distribution, ProbeFrame, TensorReading } from '../../../../src/protocol/readings.ts';
import {
  instrumentSize,
  largestScale,
  restingText,
  tensorReading,
  weightReading,
} from '../../../../src/ui/canvas/wires/wire-reading.ts';
import { compilationOf, graph } from '../graph.ts';

const compilation = compilationOf(graph);
const planOf = (edge: string) => {
  const plan = compilation.edges.get(edge);
  if (plan === undefined) throw new Error(`The compiler knows no wire ${edge}`);
  return plan;
};
const atRest = (edge: string) =>
  restingText(planOf(edge).carries, compilation, catalog, (node) => nodeById(graph, node)?.type);

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
const frame: ProbeFrame = {
  program: 'train',
  step: 1,
  epoch: 1,
  tensors: { d1: reading([8]), data: reading([3]) },
  weights: { 'd1/kernel': { shape: [2, 8], values: distribution } },
  loss: 1,
  learningRate: 0.03,
};

describe('restingText', () => {
  it('writes shapes, classes and the first learning rate', () => {
    expect(atRest('data.features->d1.inputs')).toBe('2');
    expect(atRest('d1.outputs->out.inputs')).toBe('8');
    expect(atRest('data.targets->loss.y_true')).toBe('2 classes');
    expect(atRest('lr.schedule->opt.learning_rate')).toBe('0.03');
  });

  it('leaves wires bare that have nothing to say before a run', () => {
    expect(atRest('he.initializer->d1.kernel_initializer')).toBeUndefined();
    expect(atRest('loss.loss->train.loss')).toBeUndefined();
    expect(atRest('opt.optimizer->train.optimizer')).toBeUndefined();
  });
});

describe('readings', () => {
  it('finds the tensor and the weights that a wire carries', () => {
    expect(tensorReading(planOf('d1.outputs->out.inputs'), { frame, program: 'train' })).toBe(frame.tensors['d1']);
    expect(weightReading(planOf('he.initializer->d1.kernel_initializer'), { frame, program: 'train' })?.key).toBe(
      'd1/kernel',
    );
  });

  it('shows nothing of another program, and nothing whose shape is no longer the wire’s', () => {
    expect(tensorReading(planOf('d1.outputs->out.inputs'), { frame, program: 'other' })).toBeUndefined();
    expect(tensorReading(planOf('data.features->d1.inputs'), { frame, program: 'train' })).toBeUndefined();
    expect(tensorReading(planOf('d1.outputs->out.inputs'), { frame: undefined, program: 'train' })).toBeUndefined();
  });
});

describe('the instrument’s size', () => {
  it('is small where cards stand close together', () => {
    expect(instrumentSize(60)).toBe('small');
    expect(instrumentSize(90)).toBe('slim');
    expect(instrumentSize(144)).toBe('full');
  });

  it('grows no further than the gap allows', () => {
    expect(largestScale(60)).toBe(1);
    expect(largestScale(144) * 92).toBeLessThan(144 - 14);
    expect(largestScale(Infinity)).toBe(1.5);
  });
});
