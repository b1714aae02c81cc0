import { expect, test } from 'vitest';
import { expectAgreement, TOLERANCE } from './agree.ts';

test('gives the largest relative difference', () => {
  const all = [
    { peer: 'a', values: [1, 0.5] },
    { peer: 'b', values: [1, 0.5 * (1 + TOLERANCE / 2)] },
  ];
  expect(expectAgreement('net', all)).toBeCloseTo(TOLERANCE / 2, 6);
});

test.each([
  ['another number', 0.51, /net: a and b compute different things.*step 2 their losses are 0.5 and 0.51/],
  ['no number', Number.NaN, /losses are 0.5 and NaN/],
])('refuses %s', (_name, second, message) => {
  const all = [
    { peer: 'a', values: [1, 0.5] },
    { peer: 'b', values: [1, second] },
  ];
  expect(() => expectAgreement('net', all)).toThrow(message);
});

test('refuses a peer that gives fewer losses', () => {
  const all = [
    { peer: 'a', values: [1, 0.5] },
    { peer: 'b', values: [1] },
  ];
  expect(() => expectAgreement('net', all)).toThrow(/NaN/);
});
