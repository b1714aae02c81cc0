/** What a lecture calls things, typed into the search of the canvas (Shift+A) and that of the palette: the first offer is what most people want. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { allOffers } from '../../../src/compiler/offers.ts';
import { offersFor } from '../../../src/compiler/rank-offers.ts';
import { newDocument } from '../../../src/graph/new.ts';
import { entryOf } from '../../../src/ui/canvas/pop-ups/offer-entry.ts';
import { search } from '../../../src/ui/canvas/pop-ups/picker.tsx';
import { searchOffers } from '../../../src/ui/palette/search.ts';

/** The offer's id: a type, or the layer that applies a function with the function's name. */
const NAMES = [
  ['softmax', 'Activation softmax'],
  ['relu', 'Activation relu'],
  ['sigmoid', 'Activation sigmoid'],
  ['tanh', 'Activation tanh'],
  ['elu', 'Activation elu'],
  ['leaky', 'LeakyReLU'],
  ['adam', 'Adam'],
  ['sgd', 'SGD'],
  ['momentum', 'SGD'],
  ['dropout', 'Dropout'],
  ['batch norm', 'BatchNormalization'],
  ['conv', 'Conv2D'],
  ['pool', 'MaxPooling2D'],
  ['flatten', 'Flatten'],
  ['cross entropy', 'CategoricalCrossentropy'],
  ['mse', 'MeanSquaredError'],
  ['early stopping', 'EarlyStopping'],
  ['cosine', 'CosineDecay'],
  ['xavier', 'GlorotUniform'],
  ['he', 'HeNormal'],
  ['l2', 'L2'],
  ['standardize', 'Standardize'],
] as const;

const entries = offersFor(newDocument('empty'), catalog, undefined).map(entryOf);

describe.each(NAMES)('%s', (typed, wanted) => {
  it('on the canvas', () => {
    expect(search(entries, typed)[0]?.id).toBe(wanted);
  });

  it('in the palette', () => {
    expect(searchOffers(allOffers(catalog), typed)[0]?.id).toBe(wanted);
  });
});

it('written as the layer is called, it is the layer', () => {
  expect(['Softmax', 'ReLU', 'ELU'].map((typed) => search(entries, typed)[0]?.id)).toEqual(['Softmax', 'ReLU', 'ELU']);
});
