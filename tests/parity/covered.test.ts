import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { catalogCases } from './catalog-cases.ts';
import { chosenCases } from './chosen-cases.ts';
import { examples } from './documents.ts';
import { prepared, watched } from './file-cases.ts';

/** There is nothing of these to train beside Keras; those it lacks among the schedules have formulae in their tests. */
const APART = ['Data', 'Blocks', 'Views', 'Notes'];

test('the parity job trains every type that Keras has', () => {
  const cases = [...examples(), ...catalogCases(), ...chosenCases(), watched(), ...prepared()];
  const trained = new Set(cases.flatMap(({ nodes }) => nodes.map(({ type }) => type)));
  const missing = catalog.all
    .filter(({ category, keras }) => !APART.includes(category) && (category !== 'Schedules' || keras !== undefined))
    .filter(({ type }) => !trained.has(type));
  expect(missing.map(({ type }) => type)).toEqual([]);
});
