import { expect, test } from 'vitest';
import { markWords } from '../../../../src/ui/dock/curves/mark-words.ts';

const place = (x: number, width = 160) =>
  markWords(x, width, ['best: epoch 10, put back', 'epoch 10'], (text) => text.length * 6);

test('words stand to the right of their line, else to the left', () => {
  expect(place(4)).toEqual({ text: 'best: epoch 10, put back', side: 'right' });
  expect(place(150)).toEqual({ text: 'best: epoch 10, put back', side: 'left' });
});

test('where neither side has room for all of them, the short ones stand there', () => {
  expect(place(90)).toEqual({ text: 'epoch 10', side: 'right' });
  expect(place(130)).toEqual({ text: 'epoch 10', side: 'left' });
});

test('a plot that is too narrow for any has the short ones on its wider side', () => {
  expect(place(30, 50)).toEqual({ text: 'epoch 10', side: 'left' });
});
