/** Every loss, every param of it at work, against values and slopes recorded with Keras 3 in float64. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import type { Tensor } from '../../../src/catalog/define/index.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import golden from '../../golden/keras-golden.json' with { type: 'json' };
import { CLOSE, gradientOf, paramsOf, valueOf } from './check.ts';
import type { Nested } from './check.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

interface Recorded {
  readonly type: string;
  readonly params: ParamValues;
  readonly y_true: Nested;
  readonly y_pred: Nested;
  readonly value: number;
  readonly slope: Nested;
}
const recorded: Readonly<Record<string, Recorded>> = golden.losses;

it.each(Object.entries(recorded))('%s', (_label, { type, params, y_true, y_pred, value, slope }) => {
  const loss = catalog.expect(type, 'loss');
  const call = (y: Tensor, p: Tensor) => loss.call(tf, paramsOf(loss, params), y, p);
  const close = (found: number, exact: number) => Math.abs(found - exact) / Math.max(1, Math.abs(exact));
  expect(close(valueOf(call, y_true, y_pred), value)).toBeLessThan(CLOSE);
  const found = gradientOf(call, y_true, y_pred);
  const wanted = (slope as readonly unknown[]).flat(Infinity) as number[];
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((each, i) => expect(close(found[i] ?? Number.NaN, each), `slope ${i}`).toBeLessThan(CLOSE));
});
