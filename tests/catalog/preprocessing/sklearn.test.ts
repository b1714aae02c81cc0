/** The numbers of scikit-learn, from tests/golden/sklearn_golden.py. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PreprocessingDefinition } from '../../../src/catalog/define/index.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import { minMaxScale } from '../../../src/catalog/preprocessing/min-max-scale.ts';
import { pca } from '../../../src/catalog/preprocessing/pca.ts';
import { polynomialFeatures } from '../../../src/catalog/preprocessing/polynomial-features.ts';
import { standardize } from '../../../src/catalog/preprocessing/standardize.ts';
import { whiten } from '../../../src/catalog/preprocessing/whiten.ts';
import { zeroCenter } from '../../../src/catalog/preprocessing/zero-center.ts';
import { fitted } from './helpers.ts';

type Table = readonly (readonly number[])[];

interface Golden {
  readonly cases: readonly {
    readonly name: string;
    readonly rows: Table;
    readonly seen: number;
    readonly standard: Table;
    readonly minMax: Table;
    readonly minMaxWide: Table;
    readonly pca?: {
      readonly components: Table;
      readonly variance: readonly number[];
      readonly result: Table;
      readonly white: Table;
    };
  }[];
  readonly polynomials: readonly (ParamValues & { readonly result: Table })[];
  readonly polynomialRows: Table;
}

const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../golden/sklearn-golden.json'), 'utf8'),
) as Golden;

const flat = (table: Table) => Float32Array.from(table.flat());

/** As near as float32 comes to numbers of this size. */
function expectNear(found: ArrayLike<number>, expected: Table, size = 1): void {
  const numbers = expected.flat();
  expect(found).toHaveLength(numbers.length);
  const room = 2e-6 * Math.max(size, ...numbers.map(Math.abs));
  numbers.forEach((each, i) => expect(Math.abs((found[i] ?? NaN) - each), `number ${i}`).toBeLessThanOrEqual(room));
}

describe.each(golden.cases)('$name', ({ rows, seen, standard, minMax, minMaxWide, pca: along }) => {
  const columns = rows[0]?.length ?? 0;
  const all = flat(rows);
  const step = (definition: PreprocessingDefinition, params: ParamValues = {}) =>
    fitted(definition, params, flat(rows.slice(0, seen)), [columns]);

  it('StandardScaler', () => expectNear(step(standardize).apply(all), standard));
  it('StandardScaler without std', () => {
    const scale = step(standardize).state['scale'];
    const centred = standard.map((row) => row.map((value, i) => value * (scale?.[i] ?? NaN)));
    expectNear(step(zeroCenter).apply(all), centred);
  });
  it('MinMaxScaler', () => {
    expectNear(step(minMaxScale).apply(all), minMax);
    expectNear(step(minMaxScale, { low: -1, high: 3 }).apply(all), minMaxWide);
  });

  it.skipIf(along === undefined)('PCA, with its signs', () => {
    if (along === undefined) return;
    const kept = along.variance.length;
    const { state, apply } = step(pca, { n_components: kept });
    expectNear(state['components'] ?? [], along.components);
    expectNear(state['variances']?.subarray(0, kept) ?? [], [along.variance]);
    expectNear(apply(all), along.result);
    // What is not kept holds nothing.
    expect(state['variances']?.subarray(kept).every((each) => each === 0)).toBe(true);
  });

  it.skipIf(along === undefined)('PCA(whiten=True)', () => {
    if (along === undefined) return;
    const { apply } = step(whiten, { epsilon: 0, n_components: along.variance.length });
    expectNear(apply(all), along.white, 4);
  });
});

it('has the cases that are hard', () => {
  expect(golden.cases.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['a constant column', 'a large offset', 'more columns than rows', 'one row']),
  );
});

it.each(golden.polynomials)('PolynomialFeatures of degree $degree, $interaction_only, $include_bias', (each) => {
  const { result, ...params } = each;
  const rows = flat(golden.polynomialRows);
  expectNear(fitted(polynomialFeatures, params, rows, [3]).apply(rows), result);
});
