import { expect, test } from 'vitest';
import { progressWords } from '../../../src/ui/picture/export-picture.ts';

test('a large picture says how far it is', () => {
  expect(progressWords(0, 1000)).toBe('Drawing the picture: 0 of 1,000 nodes.');
  expect(progressWords(400, 1000)).toBe('Drawing the picture: 400 of 1,000 nodes.');
  expect(progressWords(1000, 1000)).toMatch(/all nodes are drawn/);
});
