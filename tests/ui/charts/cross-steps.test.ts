import { expect, test } from 'vitest';
import { crossAfter } from '../../../src/ui/charts/cross-steps.ts';

const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });

test('an arrow moves by a fiftieth of the picture, with Shift by a tenth, and up is up', () => {
  expect(crossAfter(key('ArrowRight'), [0, 0], [-5, 5], [0, 100])).toEqual([0.2, 0]);
  expect(crossAfter(key('ArrowUp', true), [0, 50], [-5, 5], [0, 100])).toEqual([0, 60]);
});

test('the cross stays inside, and other keys do not move it', () => {
  expect(crossAfter(key('ArrowLeft', true), [-4.9, 3], [-5, 5], [0, 100])).toEqual([-5, 3]);
  expect(crossAfter(key('ArrowDown', true), [0, 3], [-5, 5], [0, 100])).toEqual([0, 0]);
  expect(crossAfter(key('Enter'), [0, 0], [-5, 5], [0, 100])).toBeUndefined();
});
