/** The update rules against trajectories recorded with Keras 3 in float64, every param of each at work. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import golden from '../../golden/keras-golden.json' with { type: 'json' };
import { landscapes } from './functions.ts';
import { walk, walkToTheEnd } from './walk.ts';

interface Walked {
  readonly type: string;
  readonly params: ParamValues;
  /** For each landscape, where the walk has got to after some steps; steps that hang on a rounding are left out. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  /** After ten steps and what Keras' `fit` does at its end, where that moves the weights. */
  readonly ends?: Readonly<Record<string, readonly number[]>>;
}
const recorded: Readonly<Record<string, Walked>> = golden.optimizers;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe.each(Object.entries(landscapes))('on %s', (name, landscape) => {
  it.each(Object.entries(recorded))('%s walks as in Keras 3', (_label, { type, params, paths }) => {
    const path = walk({
      optimizer: catalog.expect(type, 'optimizer'),
      params,
      start: landscape.start,
      steps: 100,
      gradient: ([x = 0, y = 0]) => landscape.gradient([x, y]),
    });
    const marks = Object.entries(paths[name] ?? {});
    expect(marks.length).toBeGreaterThan(0);
    for (const [step, expected] of marks) {
      const found = path[Number(step)] ?? [];
      // float32 rounding adds up with the steps; early ones must agree almost to the last digit.
      const [relative, absolute] = Number(step) <= 3 ? [1e-5, 1e-7] : [1e-3, 0];
      expected.forEach((value, axis) => {
        const error = Math.abs((found[axis] ?? Number.NaN) - value);
        expect(error, `step ${step}, axis ${axis}: ${found[axis]} for ${value}`).toBeLessThanOrEqual(
          relative * Math.abs(value) + absolute,
        );
      });
    }
  });

  it.each(Object.entries(recorded).filter(([, { ends }]) => ends?.[name] !== undefined))(
    '%s ends as in Keras 3',
    (_label, { type, params, ends }) => {
      const { end } = walkToTheEnd({
        optimizer: catalog.expect(type, 'optimizer'),
        params,
        start: landscape.start,
        steps: 10,
        gradient: ([x = 0, y = 0]) => landscape.gradient([x, y]),
      });
      const wanted = ends?.[name] ?? [];
      expect(wanted.length).toBeGreaterThan(0);
      wanted.forEach((value, axis) =>
        expect(Math.abs((end[axis] ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-3 * Math.abs(value) + 1e-6),
      );
    },
  );
});
