/** Params with a number for each dimension or side: as people write them, and as Keras does. */
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { kerasParams } from '../../src/catalog/keras-params.ts';
import {
  axes,
  margins,
  optionalReals,
  optionalSizes,
  paramDefault,
  paramMeta,
  sizes,
} from '../../src/catalog/params.ts';

const size = sizes([3, 3], { min: 1, max: 9, help: 'How large.' });
const stride = optionalSizes(2, { min: 1, help: 'How far.' });
const frame = margins([1, 1, 1, 1], { min: 0, help: 'How much.' });
const axis = axes([-1], { min: -8, help: 'Which.' });
const mean = optionalReals({ minLength: 1, help: 'The means.' });

test.each([
  [size, 5, [5, 5]],
  [size, [2, 4], [2, 4]],
  [size, undefined, [3, 3]],
  [stride, undefined, null],
  [stride, null, null],
  [stride, 2, [2, 2]],
  [stride, [1, 2], [1, 2]],
  [frame, undefined, [1, 1, 1, 1]],
  [frame, 2, [2, 2, 2, 2]],
  [frame, [1, 2], [1, 1, 2, 2]],
  [frame, [[1, 2], 3], [1, 2, 3, 3]],
  [
    frame,
    [
      [1, 2],
      [3, 4],
    ],
    [1, 2, 3, 4],
  ],
  [frame, [1, 2, 3, 4], [1, 2, 3, 4]],
  [axis, undefined, [-1]],
  [axis, 2, [2]],
  [axis, [1, 2], [1, 2]],
  [axis, null, []],
  [mean, 0.5, [0.5]],
  [mean, [1, 2], [1, 2]],
  [mean, undefined, null],
])('%# reads %j', (schema, given, expected) => {
  expect(schema.safeParse(given)).toEqual({ success: true, data: expected });
});

test.each([
  [size, [3]],
  [size, 0],
  [size, [3, 10]],
  [size, 2.5],
  [stride, [1, 1, 1]],
  [frame, [1, 2, 3]],
  [frame, -1],
  [frame, [[1, 2, 3], 1]],
  [axis, -9],
  [mean, []],
  [mean, 'none'],
])('%# refuses %j', (schema, given) => expect(schema.safeParse(given).success).toBe(false));

test('what the inspector needs to know is declared', () => {
  expect(paramMeta(size)).toMatchObject({ control: 'integers', minLength: 2, maxLength: 2 });
  expect(paramMeta(stride)).toMatchObject({ control: 'integers', optional: true });
  expect(paramMeta(frame)).toMatchObject({ control: 'integers', minLength: 4, maxLength: 4, pairs: true });
  expect(paramDefault(stride)).toBeNull();
});

test('Keras gets the sides in pairs, and everything else as it is', () => {
  const definition = { params: { frame, size, stride }, schema: z.object({ frame, size, stride }) };
  const params = { frame: [1, 2, 3, 4], size: [2, 2], stride: null };
  expect(kerasParams(definition, params)).toEqual({
    frame: [
      [1, 2],
      [3, 4],
    ],
    size: [2, 2],
    stride: null,
  });
});
