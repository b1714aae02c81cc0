import { describe, expect, it } from 'vitest';
import { instrumentSize, largestScale, restingText } from '../../../../src/ui/canvas/wires/wire-reading.ts';
import { compilationOf, graph } from '../graph.ts';

const compilation = compilationOf(graph);
const planOf = (edge: string) => {
  const plan = compilation.edges.get(edge);
  if (plan === undefined) throw new Error(`The compiler knows no wire ${edge}`);
  return plan;
};
const atRest = (edge: string) => restingText(planOf(edge).carries);

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

describe('the instrument’s size', () => {
  it('is small where cards stand close together', () => {
    expect(instrumentSize(50, 'near')).toBe('small');
    expect(instrumentSize(60, 'near')).toBe('bars');
    expect(instrumentSize(90, 'near')).toBe('slim');
    expect(instrumentSize(144, 'near')).toBe('full');
  });

  it('is the histogram from further away, where figures could not be read', () => {
    expect(instrumentSize(144, 'middle')).toBe('bars');
    expect(instrumentSize(60, 'middle')).toBe('bars');
    expect(instrumentSize(50, 'middle')).toBe('small');
  });

  it('grows no further than the gap allows', () => {
    expect(largestScale(40)).toBe(1);
    expect(largestScale(60) * 46).toBeLessThanOrEqual(60.1);
    expect(largestScale(144)).toBe(1.5);
    expect(largestScale(Infinity)).toBe(1.5);
  });
});
