import { expect, test } from 'vitest';
import { activationNamed } from '../../../../src/catalog/activations/functions/index.ts';
import { deadList, deadWords } from '../../../../src/ui/inspector/node/live/dead-words.ts';
import { flatWords } from '../../../../src/ui/pictures/flat-words.ts';

test('the share in the flat part of a curve is said with what it means', () => {
  const reading = { zeros: 0.382, saturated: 0.12 };
  expect(flatWords(activationNamed('relu'), reading)).toMatch(/^38\.2\s% of its inputs lie in the zero part/);
  expect(flatWords(activationNamed('tanh'), reading)).toMatch(/^12\.0\s% of its answers lie within 1 % of −1 or 1/);
  expect(flatWords(activationNamed('leaky_relu'), reading)).toBe(
    'The curve has no flat part: every input is learned from.',
  );
});

test('dead units are named by number, those of one moment together', () => {
  const reading = {
    units: 16,
    channels: false,
    examples: 128,
    deadUnits: 5,
    dead: [
      { unit: 0, since: 0, lived: false },
      { unit: 3, since: 1200, lived: true },
      { unit: 7, since: 1200, lived: true },
      { unit: 9, since: 40, lived: false },
    ],
  };
  expect(deadWords(reading)).toMatch(/^5 of 16 units answered zero to every one of 128 training examples\./);
  expect(deadList(reading)).toEqual([
    { units: '4, 8', since: 'since step 1,200' },
    { units: '10', since: 'already when first looked at, step 40' },
    { units: '1', since: 'from the first weights on' },
    { units: '1 more', since: '' },
  ]);
  expect(deadWords({ ...reading, deadUnits: 0, dead: [], channels: true })).toMatch(/^None of 16 channels/);
  expect(deadWords({ ...reading, deadUnits: 16 })).toMatch(/^All 16 units/);
});
