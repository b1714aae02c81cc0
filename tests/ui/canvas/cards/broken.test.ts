import { expect, it } from 'vitest';
import { broken } from '../../../../src/ui/canvas/cards/node-card.tsx';

it.each([
  ['BatchNormalization', ['Batch', 'Normalization']],
  ['Conv2DTranspose', ['Conv2D', 'Transpose']],
  ['GlobalMaxPooling1D', ['Global', 'Max', 'Pooling1D']],
  ['LSTM', ['LSTM']],
  ['Handwritten digits', ['Handwritten ', 'digits']],
])('%s may break between its words', (title, words) => {
  expect(broken(title).filter((part) => typeof part === 'string')).toEqual(words);
});
