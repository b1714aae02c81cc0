/* Aligned and spread: the places that the selected cards get. */
import { describe, expect, test } from 'vitest';
import { arranged } from '../../../src/ui/canvas/arrange.ts';

const boxes = [
  { id: 'a', x: 0, y: 10, width: 100, height: 40 },
  { id: 'b', x: 150, y: 60, width: 60, height: 80 },
  { id: 'c', x: 400, y: 0, width: 100, height: 20 },
];

describe('arranged', () => {
  test.each([
    ['left', { a: [0, 10], b: [0, 60], c: [0, 0] }],
    ['centre', { a: [200, 10], b: [220, 60], c: [200, 0] }],
    ['right', { a: [400, 10], b: [440, 60], c: [400, 0] }],
    ['top', { a: [0, 0], b: [150, 0], c: [400, 0] }],
    ['middle', { a: [0, 50], b: [150, 30], c: [400, 60] }],
    ['bottom', { a: [0, 100], b: [150, 60], c: [400, 120] }],
    // The gaps become equal; the first and the last stay.
    ['across', { a: [0, 10], b: [220, 60], c: [400, 0] }],
    ['down', { a: [0, 20], b: [150, 60], c: [400, 0] }],
  ] as const)('%s', (how, places) => {
    expect(arranged(boxes, how)).toEqual(places);
  });
});
