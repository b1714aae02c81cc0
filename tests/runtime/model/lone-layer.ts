/*
 * A layer alone in a model: written by the compiler as Keras' config, with an input for each of its wires, built from
 * that config by the runtime, and asked for all that it gives. It may be of any type, with inputs of any shape.
 */
import { expect } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import { random as seeded } from '../../../src/base/random.ts';
import type { Shape } from '../../../src/base/shape.ts';
import type { AtPorts, Tensor } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { MAIN_OUTPUT } from '../../../src/catalog/layer-facts.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import { hasRole } from '../../../src/compiler/graph.ts';
import { resolve } from '../../../src/compiler/passes/resolve.ts';
import { wire } from '../../../src/compiler/passes/wiring.ts';
import { lowerModel } from '../../../src/compiler/program/lower.ts';
import type { Diagnostic, KerasModel, NodeFacts } from '../../../src/compiler/types.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { buildModel } from '../../../src/runtime/model/build-model.ts';
import { CatalogLayer, tfjsName } from '../../../src/runtime/model/catalog-layer.ts';
import { pass } from '../../../src/runtime/model/network.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { LayerCase } from '../../catalog/layers/cases.ts';
import { context, declared, eachWire, mapPorts, readable, resultOf } from '../../catalog/layers/harness.ts';

const IT = '_it';
const ROWS = 3;

/** All numbers with their shape, by what gives them: an output, a weight that the layer keeps, a charge. */
type Numbers = Readonly<Record<string, string>>;

export interface Built {
  readonly params: ParamValues;
  /** Shapes of the weights, by name, in their order. */
  readonly weights: readonly (readonly [name: string, shape: Shape])[];
  /** In training, and after. */
  readonly answers: readonly Numbers[];
  /** What the definition itself makes of the same numbers with the params that were asked for. */
  readonly expected: readonly Numbers[];
}

const sourceOf = (port: string, wireNumber: number): string => `${port}_${wireNumber}`;

const factsOf = (params: ParamValues, outputShapes: Readonly<Record<string, Shape>>): NodeFacts => ({
  params,
  inputShapes: [],
  outputShapes,
  weights: [],
  parameters: 0,
  multiplyAdds: 0,
  working: 0,
  bytes: 0,
});

/** What the compiler writes of it. Fails where it has something to say. */
function written({ definition, params, shapes, outputs }: LayerCase): KerasModel {
  const inputs: { readonly name: string; readonly port: string; readonly shape: Shape }[] = [];
  eachWire(shapes, (shape, port, i) => inputs.push({ name: sourceOf(port, i), port, shape }));
  const document: GraphDocument = {
    format: 'edgewise',
    version: 1,
    name: definition.type,
    seed: 1,
    nodes: [
      ...inputs.map(({ name }) => ({ id: name, type: 'Dataset', position: [0, 0] as const })),
      { id: IT, type: definition.type, position: [240, 0], params },
    ],
    edges: inputs.map(({ name, port }) => ({ from: `${name}.features`, to: `${IT}.${port}` })),
  };
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => found.push(diagnostic);
  const graph = wire(document, catalog, resolve(document, catalog, report), report);
  expect(found).toEqual([]);
  const facts = new Map([
    ...inputs.map(({ name, shape }) => [name, factsOf({}, { features: shape })] as const),
    [IT, factsOf(params, outputs)] as const,
  ]);
  const plans = inputs.map(({ name, shape }) => ({ name, output: 'features', shape, preprocessing: [] }));
  const layers = graph.order.filter((node) => hasRole(node, 'layer'));
  return lowerModel(graph, facts, 'alone', plans, layers, { layer: IT, output: MAIN_OUTPUT });
}

/** Numbers that hide nothing, always the same for a weight of this name; variances are not negative. */
function fill(weights: Readonly<Record<string, tf.Variable>>): void {
  for (const [name, variable] of Object.entries(weights)) {
    const rng = seeded(1, name);
    const drawn = Float32Array.from({ length: variable.size }, () => 2 * rng.uniform() - 0.5);
    const values = name.endsWith('variance') ? drawn.map(Math.abs) : drawn;
    tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
  }
}

const numbers = (tensor: Tensor): string => `${tensor.shape.join('×')}: ${tensor.dataSync().join(' ')}`;

/** The layer as the runtime builds it from a config, and what it gives for always the same rows. */
export function built(at: LayerCase): Built {
  const { definition, shapes } = at;
  const model = buildModel(written(at), (name) => (name === IT ? definition : undefined));
  const layer = model.getLayer(tfjsName(IT));
  if (!(layer instanceof CatalogLayer)) throw new Error('no layer of the catalog');
  const { params, weightVariables: weights } = layer;
  fill(weights);
  const passes = [true, false].map((training) =>
    tf.tidy(() => {
      const inputs = mapPorts(shapes, (shape, port, i) => readable(definition, [ROWS, ...shape], `${port} ${i}`));
      const random = training ? declared(definition, at.params, inputs) : {};
      return [
        throughModel(model, shapes, inputs, training, random),
        byDefinition(at, inputs, weights, training),
      ] as const;
    }),
  );
  const shown = Object.entries(weights).map(([name, { shape }]) => [name, shape] as const);
  model.dispose();
  return { params, weights: shown, answers: passes.map(([given]) => given), expected: passes.map(([, own]) => own) };
}

function throughModel(
  model: tf.LayersModel,
  shapes: AtPorts<Shape>,
  inputs: AtPorts<Tensor>,
  training: boolean,
  random: Readonly<Record<string, Tensor>>,
): Numbers {
  const given: Record<string, string> = {};
  const one = pass({
    training,
    random: { [IT]: random },
    tap(key, value) {
      given[key.replace(`${IT}.`, '')] = numbers(value);
      return value;
    },
  });
  const list: Tensor[] = [];
  eachWire(shapes, (_shape, port, i) => list.push(must(inputs[port]?.[i], `wire ${i} at ${port}`)));
  const { answer, penalties } = one.withPenalties(() => model.call(list, { training, pass: one }));
  const [main] = [answer].flat();
  expect(main && numbers(main), 'the model answers with the main output').toEqual(given[MAIN_OUTPUT]);
  for (const { key, value } of one.takeState()) given[`state ${key.replace(`${IT}/`, '')}`] = numbers(value);
  penalties.forEach((penalty) => (given['penalty'] = numbers(penalty)));
  return given;
}

function byDefinition(
  { definition, params }: LayerCase,
  inputs: AtPorts<Tensor>,
  weights: Readonly<Record<string, tf.Variable>>,
  training: boolean,
): Numbers {
  const { outputs, more, state = {}, penalty } = resultOf(definition, params, inputs, weights, context({ training }));
  const kept = Object.entries(state).map(([name, value]) => [`state ${name}`, value] as const);
  const all = Object.entries({ outputs, ...more, ...Object.fromEntries(kept), ...(penalty && { penalty }) });
  return Object.fromEntries(all.map(([name, tensor]) => [name, numbers(tensor)]));
}
