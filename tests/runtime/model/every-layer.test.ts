/** What was asked for is what is built, for every type of layer, every way to wire it and every param. */
import { beforeAll, describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import type { LayerDefinition } from '../../../src/catalog/define/index.ts';
import { weightsOf } from '../../../src/catalog/layer-facts.ts';
import { paramMeta } from '../../../src/catalog/params.ts';
import type { ParamSchema, ParamValues } from '../../../src/catalog/params.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { casesOf } from '../../catalog/layers/cases.ts';
import type { LayerCase } from '../../catalog/layers/cases.ts';
import { built } from './lone-layer.ts';
import type { Built } from './lone-layer.ts';
import { bases, counts, others, withParams } from './other-params.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Params that a built layer is not seen to have, by what they are about; that they are built is seen all the same. */
const UNSEEN: Readonly<Record<string, string>> = {
  'BatchNormalization axis': 'the last dimension, by either of its two names',
  'BatchNormalization synchronized': 'several devices, and there is one',
  'LSTM unit_forget_bias': 'first weights, which come after building',
  'Bidirectional unit_forget_bias': 'first weights, which come after building',
  'Bidirectional backward_unit_forget_bias': 'first weights, which come after building',
};

const hasOneValue = (schema: ParamSchema): boolean => paramMeta(schema).choices?.length === 1;

/** The params that mean something. */
const counting = (definition: LayerDefinition, params: ParamValues): ParamValues =>
  Object.fromEntries(Object.entries(params).filter(([name]) => counts(definition, params, name)));

const shown = ({ weights, answers }: Omit<Built, 'params'>): string => JSON.stringify([weights, answers]);

type Seen = 'seen' | 'unseen' | 'not built';

/** Whether another value of a param gives other numbers, or the layer other weights. */
function seen(definition: LayerDefinition, cases: readonly LayerCase[], name: string, schema: ParamSchema): Seen {
  const isUnseen = `${definition.type} ${name}` in UNSEEN;
  let found: Seen = 'not built';
  for (const at of bases(definition, cases)) {
    if (!counts(definition, at.params, name)) continue;
    let usual: string | undefined;
    for (const value of others(schema, at.params[name] ?? null)) {
      const changed = withParams(at, { [name]: value });
      if (changed === undefined) continue;
      const { params, ...after } = built(changed);
      expect(counting(definition, params)).toEqual(counting(definition, changed.params));
      usual ??= shown(built(at));
      if (usual !== shown(after)) return 'seen';
      if (isUnseen) return 'unseen';
      found = 'unseen';
    }
  }
  return found;
}

const layers = catalog.all.filter((each): each is LayerDefinition => each.role === 'layer');

describe.each(layers.map((definition) => [definition.type, definition] as const))('%s', (type, definition) => {
  const cases = casesOf(definition);

  test('is built with the params, the weights and the wires that were asked for', () => {
    expect(cases.length).toBeGreaterThan(0);
    for (const at of cases) {
      const { params, weights, answers, expected } = built(at);
      expect(counting(definition, params)).toEqual(counting(definition, at.params));
      expect(weights).toEqual(weightsOf(definition, at.params, at.shapes).map(({ name, shape }) => [name, shape]));
      expect(answers).toEqual(expected);
      expect(JSON.stringify(answers)).not.toContain('NaN');
    }
  });

  const declared = Object.entries(definition.params);
  test.runIf(declared.length > 0)('another value of each param is built, and gives something else', () => {
    const found = declared.map(([name, schema]) => [name, seen(definition, cases, name, schema)]);
    const expected = declared.map(([name, schema]): readonly [string, Seen] => [
      name,
      hasOneValue(schema) ? 'not built' : `${type} ${name}` in UNSEEN ? 'unseen' : 'seen',
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  });
});

test('params that are not seen are params of a layer', () => {
  const all = layers.flatMap(({ type, params }) => Object.keys(params).map((name) => `${type} ${name}`));
  expect(all).toEqual(expect.arrayContaining(Object.keys(UNSEEN)));
});
