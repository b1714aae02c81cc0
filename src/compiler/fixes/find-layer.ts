/*
 * Finds layers by what they do instead of by name: one that flattens, one that ends with softmax. A fix
 * offers the first that fits, in the order of the palette.
 */
import { sameShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { AtPorts, LayerDefinition } from '../../catalog/define/index.ts';
import { parseParams } from '../../catalog/define/index.ts';
import { activationOf, weightsOf } from '../../catalog/layer-facts.ts';
import { paramMeta } from '../../catalog/params.ts';
import type { ParamSchema, ParamValues } from '../../catalog/params.ts';
import type { Params } from '../../graph/types.ts';
import { mainInput } from '../graph.ts';

export interface FoundLayer {
  readonly type: string;
  /** What must be set besides the defaults. */
  readonly params?: Params;
  readonly ports: { readonly input: string; readonly output: string };
}

/** Three values, to try a layer on. */
const ROW: AtPorts<Shape> = { inputs: [[3]] };

type Test = (definition: LayerDefinition, params: ParamValues) => boolean;

function find(catalog: Catalog, params: Params | undefined, test: Test): FoundLayer | undefined {
  const layers = catalog.all.filter((definition) => definition.role === 'layer');
  for (const definition of layers) {
    if (params !== undefined && !Object.keys(params).every((name) => Object.hasOwn(definition.params, name))) continue;
    const parsed = parseParams(definition, params);
    const [input, output] = [mainInput(definition), definition.outputs[0]];
    if (!parsed.success || input === undefined || input.many === true || output === undefined) continue;
    if (!test(definition, parsed.data)) continue;
    const ports = { input: input.name, output: output.name };
    return { type: definition.type, ports, ...(params === undefined ? {} : { params }) };
  }
  return undefined;
}

/** A layer without weights that turns this shape into a single row of the same values. */
export const flatteningLayer = (catalog: Catalog, shape: Shape): FoundLayer | undefined =>
  find(catalog, undefined, (definition, params) => {
    const flat = definition.outputShape(params, { inputs: [shape] });
    return (
      flat.ok &&
      sameShape(flat.value, [sizeOf(shape)]) &&
      weightsOf(definition, params, { inputs: [shape] }).length === 0
    );
  });

/** A layer without weights that lays the same values out in another shape, with the list that tells it how. */
export function reshapingLayer(catalog: Catalog, from: Shape, to: Shape): FoundLayer | undefined {
  const lists = catalog.all.flatMap(({ role, params }) =>
    role === 'layer' ? Object.keys(params).filter((name) => isIntegerList(params[name])) : [],
  );
  for (const name of new Set(lists)) {
    const found = find(catalog, { [name]: [...to] }, (definition, params) => {
      const shape = definition.outputShape(params, { inputs: [from] });
      return (
        sizeOf(from) === sizeOf(to) &&
        shape.ok &&
        sameShape(shape.value, to) &&
        weightsOf(definition, params, { inputs: [from] }).length === 0
      );
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

const isIntegerList = (schema: ParamSchema | undefined): boolean =>
  schema !== undefined && paramMeta(schema).control === 'integers';

/** The activation that a fix puts between weighted sums, where there is none. */
export const BEND = 'relu';

/** A layer that only applies this activation. */
export const activationLayer = (catalog: Catalog, activation: string): FoundLayer | undefined =>
  find(catalog, { activation }, (definition, params) => {
    const same = definition.outputShape(params, ROW);
    return (
      same.ok &&
      sameShape(same.value, [3]) &&
      weightsOf(definition, params, ROW).length === 0 &&
      activationOf(definition, params).name === activation
    );
  });

/** A layer with weights that gives this many values. */
export const weightedLayer = (catalog: Catalog, input: Shape, width: number): FoundLayer | undefined =>
  find(catalog, { units: width }, (definition, params) => {
    const shape = definition.outputShape(params, { inputs: [input] });
    return (
      shape.ok &&
      shape.value.at(-1) === width &&
      weightsOf(definition, params, { inputs: [input] }).some(({ trainable }) => trainable !== false)
    );
  });
