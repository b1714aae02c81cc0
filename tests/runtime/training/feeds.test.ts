import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tf } from '../../../src/runtime/tf.ts';
import { declaredRandom, drawRandom, ratesAt } from '../../../src/runtime/training/feeds.ts';
import { example, linkedOf } from '../../support/programs.ts';

beforeEach(async () => {
  await tf.setBackend('cpu');
  tf.engine().startScope();
});
afterEach(() => tf.engine().endScope());

const withDropout = () => {
  const xor = example('xor');
  return linkedOf({
    ...xor,
    nodes: [...xor.nodes, { id: 'drop', type: 'Dropout', position: [0, 0] }],
    edges: [
      ...xor.edges.filter(({ to }) => to !== 'out.inputs'),
      { from: 'tanh1.outputs', to: 'drop.inputs' },
      { from: 'drop.outputs', to: 'out.inputs' },
    ],
  });
};

describe('random numbers', () => {
  const draw = (seed: number, step: number, rows = 16) => {
    const found = drawRandom(declaredRandom(withDropout()), seed, step, rows)['drop']?.['keep'];
    if (found === undefined) throw new Error('nothing was drawn');
    return found;
  };

  test('are drawn for the layers that declared them, for every row', () => {
    expect(declaredRandom(withDropout()).map(({ layer }) => layer)).toEqual(['drop']);
    expect(draw(1, 0).shape).toEqual([16, 8]);
    expect(
      draw(1, 0)
        .dataSync()
        .every((value) => value >= 0 && value < 1),
    ).toBe(true);
  });

  test('depend on seed and step, and on nothing else', () => {
    const first = draw(1, 0).dataSync();
    expect(draw(1, 0).dataSync()).toEqual(first);
    expect(draw(1, 1).dataSync()).not.toEqual(first);
    expect(draw(2, 0).dataSync()).not.toEqual(first);
    // A short last batch sees the beginning of the same numbers.
    expect(draw(1, 0, 4).dataSync()).toEqual(first.slice(0, 4 * 8));
  });
});

test('rates are those of the step, counted from 1 for the optimizer', () => {
  const linked = linkedOf(example('xor'));
  const rates = ratesAt(linked, 0.03, 0);
  const numbers = Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, rate.dataSync()[0]]));
  // Adam in the first step: √(1 − 0.999)/(1 − 0.9).
  expect(numbers['corrected']).toBeCloseTo((0.03 * Math.sqrt(0.001)) / 0.1, 8);
  expect(numbers).toMatchObject({ learning_rate: Math.fround(0.03), iteration: 1 });
});
