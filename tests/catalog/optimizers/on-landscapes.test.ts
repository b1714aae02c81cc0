/** Optimizers on the page take the same way as in TensorFlow.js, entry by entry, and as in Keras. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseParams } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import * as landscapes from '../../../src/catalog/landscapes/index.ts';
import { walk } from '../../../src/catalog/optimizers/walk.ts';
import type { WiredOptimizer } from '../../../src/catalog/optimizers/walk.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import golden from '../../golden/keras-golden.json' with { type: 'json' };
import { walk as walkInTfjs } from './walk.ts';

interface Recorded {
  readonly type: string;
  readonly params: ParamValues;
  readonly paths: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}
const recorded: Readonly<Record<string, Recorded>> = golden.optimizers;

const wired = (type: string, params: ParamValues): WiredOptimizer => {
  const definition = catalog.expect(type, 'optimizer');
  const parsed = parseParams(definition, params);
  if (!parsed.success) throw parsed.error;
  return { definition, params: parsed.data };
};

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe.each([landscapes.beale, landscapes.rosenbrock])('on $name', (landscape) => {
  it.each(Object.entries(recorded))('%s: the places that TensorFlow.js gives', (_label, { type, params }) => {
    const wanted = walkInTfjs({
      optimizer: catalog.expect(type, 'optimizer'),
      params,
      start: landscape.start.map(Math.fround),
      steps: 40,
      gradient: ([x = 0, y = 0]) => landscape.gradient([x, y]),
    });
    const found = walk(wired(type, params), landscape, landscape.start, 40);
    // The sign of a zero aside.
    const unsigned = (path: readonly (readonly number[])[]) => path.map((place) => place.map((value) => value + 0));
    expect(unsigned(found.slice(0, wanted.length))).toEqual(unsigned(wanted));
  });
});

const recordedOn = [landscapes.beale, landscapes.rosenbrock, landscapes.saddle, landscapes.ravine];

describe.each(recordedOn)('on $name', (landscape) => {
  it.each(Object.entries(recorded).filter(([, { paths }]) => landscape.id in paths))(
    '%s: the places that Keras gives',
    (_label, { type, params, paths }) => {
      const found = walk(wired(type, params), landscape, landscape.start, 100);
      const marks = Object.entries(paths[landscape.id] ?? {});
      expect(marks.length).toBeGreaterThan(0);
      for (const [step, wanted] of marks)
        wanted.forEach((value, axis) => {
          const error = Math.abs((found[Number(step)]?.[axis] ?? Number.NaN) - value);
          expect(error, `step ${step}, axis ${axis}`).toBeLessThanOrEqual(1e-3 * Math.abs(value) + 1e-7);
        });
    },
  );
});

describe('what the published experiments say', () => {
  const at = (rate: number, momentum = 0, steps = 400) =>
    walk(wired('SGD', { learning_rate: rate, momentum }), landscapes.ravine, [1, 1], steps).at(-1) ?? [0, 0];

  it('plain descent on the ravine is stable below 2/50 and not above', () => {
    expect(Math.abs(at(0.039)[1])).toBeLessThan(1e-3);
    expect(Math.abs(at(0.041)[1])).toBeGreaterThan(1e3);
  });

  it('with momentum 0.9 the limit is 2 · 1.9 / 50', () => {
    expect(Math.abs(at(0.075, 0.9)[1])).toBeLessThan(1);
    expect(Math.abs(at(0.077, 0.9)[1])).toBeGreaterThan(1e3);
  });

  it('plain descent on Rosenbrock is no number any more after eight steps', () => {
    const path = walk(wired('SGD', { learning_rate: 0.01 }), landscapes.rosenbrock, [-1.2, 1], 100);
    expect(path.length - 1).toBeLessThanOrEqual(8);
    expect(path.at(-1)?.every(Number.isFinite)).toBe(false);
  });

  it('follows a schedule, which sees step 0 first', () => {
    const definition = catalog.expect('ExponentialDecay', 'schedule');
    const params = parseParams(definition, { initial_learning_rate: 0.01, decay_steps: 1, decay_rate: 0.5 });
    if (!params.success) throw params.error;
    const optimizer = { ...wired('SGD', {}), schedule: { definition, params: params.data } };
    const [, first, second] = walk(optimizer, landscapes.bowl, [1, 0], 2);
    expect(first?.[0]).toBeCloseTo(0.99, 6);
    expect(second?.[0]).toBeCloseTo(0.99 * 0.995, 6);
  });
});
