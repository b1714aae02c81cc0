import { expect, test } from 'vitest';
import { timeLineWords } from '../../../../src/ui/dock/time-line/time-line-words.ts';

test('a past step never sounds like the present', () => {
  expect(timeLineWords(undefined, 1200, 'running')).toBe('Step 1,200: the present');
  expect(timeLineWords(320, 1200, 'running')).toBe('Step 320 of 1,200: looking back; training goes on');
  expect(timeLineWords(320, 1200, 'finished')).toBe('Step 320 of 1,200: looking back');
});
