/** The answers over a plane, in words and as a table. */
import { expect, test } from 'vitest';
import { answerAt, planeTable, readPlane } from '../../../../src/ui/dock/output/plane-reading.ts';
import type { PlaneView } from '../../../../src/ui/dock/output/paint-plane.ts';
import { classes, values } from '../fixtures.ts';

/** Five by five cells of two classes: the second wins on the right of the middle, and above it more surely. */
const view: PlaneView = {
  kind: 'plane',
  domain: [-1, 1, 0, 10],
  width: 5,
  height: 5,
  outputs: 2,
  values: Float32Array.from({ length: 50 }, (_, i) => {
    const cell = Math.floor(i / 2);
    const second = cell % 5 > 2 ? 0.9 : 0.25;
    return i % 2 === 1 ? second : 1 - second;
  }),
};

const info = { ...classes('no', 'yes'), featureNames: ['height', 'age'] };

test('a place is told with its units, its class and how sure the network is', () => {
  expect(answerAt(view, info, [0.9, 5])).toMatch(/^yes, 90\.0\s%$/);
  expect(readPlane(view, info, [-0.9, 5])).toMatch(/^height −0\.9, age 5: no, 75\.0\s%$/);
  expect(readPlane(view, info, [1.5, 5])).toBeUndefined();
});

test('values are told by their names, and what is no number as that', () => {
  const prices = values(['height', 'age'], 'price');
  expect(answerAt({ ...view, outputs: 1, values: view.values.filter((_, i) => i % 2 === 1) }, prices, [0.9, 5])).toBe(
    'price 0.9',
  );
  const broken = { ...view, values: view.values.map(() => Number.NaN) };
  expect(answerAt(broken, info, [0, 5])).toBe('not a number');
});

test('the table has the answers over the whole plane, the highest row first', () => {
  const { caption, columns, rows } = planeTable(view, info);
  expect(caption).toBe('What the network answers over height and age');
  expect(columns).toEqual(['age', 'height −0.8', 'height −0.4', 'height 0', 'height 0.4', 'height 0.8']);
  expect(rows.map(([age]) => age)).toEqual(['9', '7', '5', '3', '1']);
  expect(
    rows.every(([, first, , , , last]) => first?.startsWith('no') === true && last?.startsWith('yes') === true),
  ).toBe(true);
});
