/*
 * Whatever the catalog says Keras has stands in the golden file, and nothing else does. A new type that is not
 * there yet needs one run of `npm run golden`.
 */
import { expect, test } from 'vitest';
import { activationFunctions } from '../../src/catalog/activations/functions/index.ts';
import type { Role } from '../../src/catalog/define/index.ts';
import { catalog } from '../../src/catalog/index.ts';
import golden from '../golden/keras-golden.json' with { type: 'json' };

const ASK = 'Run `npm run golden` and look at what it adds';

const typesIn = (entries: Readonly<Record<string, { readonly type: string }>>) =>
  new Set(Object.values(entries).map(({ type }) => type));

const SECTIONS = {
  optimizer: typesIn(golden.optimizers),
  schedule: typesIn(golden.schedules.curves),
  loss: typesIn(golden.losses),
  initializer: new Set(Object.keys(golden.initializers)),
} as const satisfies Partial<Record<Role, ReadonlySet<string>>>;

test.each(Object.entries(SECTIONS))('every %s that Keras has', (role, recorded) => {
  const stated = catalog.all.filter((each) => each.role === role && each.keras !== undefined);
  expect([...recorded].toSorted(), ASK).toEqual(stated.map(({ type }) => type).toSorted());
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
