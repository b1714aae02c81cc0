/*
 * Whatever the catalog says Keras has stands in the golden file, and nothing else does. A new type that is not
 * there yet needs one run of `npm run golden`.
 */
import { expect, test } from 'vitest';
import { activationFunctions } from '../../src/catalog/activations/functions/index.ts';
import type { Role } from '../../src/catalog/define/index.ts';
import { catalog } from '../../src/catalog/index.ts';
import { curves } from '../parity/golden-facts.ts';
import { layerCalls } from '../parity/layer-calls.ts';
import golden from '../golden/keras-golden.json' with { type: 'json' };

const ASK = 'Run `npm run golden` and look at what it adds';

const typesIn = (entries: Readonly<Record<string, { readonly type: string }>>) =>
  new Set(Object.values(entries).map(({ type }) => type));

const SECTIONS = {
  optimizer: typesIn(golden.optimizers),
  schedule: typesIn(golden.schedules.curves),
  loss: typesIn(golden.losses),
  layer: typesIn(golden.layers.calls),
  metric: typesIn(golden.metrics.figures),
  initializer: new Set(Object.keys(golden.initializers)),
} as const satisfies Partial<Record<Role, ReadonlySet<string>>>;

test.each(Object.entries(SECTIONS))('every %s that Keras has', (role, recorded) => {
  const stated = catalog.all.filter((each) => each.role === role && each.keras !== undefined);
  expect([...recorded].toSorted(), ASK).toEqual(stated.map(({ type }) => type).toSorted());
});

test('every layer in every way to set and to wire it, or that Keras cannot be given its random numbers', () => {
  const recorded = [...Object.keys(golden.layers.calls), ...golden.layers.not_given_random_numbers];
  expect(recorded.toSorted(), ASK).toEqual(
    layerCalls()
      .map(({ label }) => label)
      .toSorted(),
  );
});

test('every layer that is a curve, on the grid of the activation functions', () => {
  expect([...typesIn(golden.layers.curves)], ASK).toEqual(curves().map(({ type }) => type));
});

test('every activation function, or that Keras has none of its name', () => {
  const recorded = [...Object.keys(golden.activations.functions), ...golden.activations.not_in_keras];
  expect(recorded.toSorted(), ASK).toEqual(activationFunctions.map(({ name }) => name).toSorted());
});

test('every callback that Keras has', () => {
  for (const each of catalog.all)
    if (each.role === 'callback' && each.keras !== undefined)
      expect(Object.keys(golden.callbacks), ASK).toContain(each.type);
});
