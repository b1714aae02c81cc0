/*
 * A program as the files of TensorFlow.js: the model in `model.json`, the numbers beside it, as
 * `tf.loadLayersModel` reads them, with layers of tfjs' own. Regularizers, constraints and initializers stay
 * behind: the numbers are there, and they serve to answer. What prepares the data does too, and is noted.
 */
import type { AssetReader } from '../../assets/reader.ts';
import { must } from '../../base/invariant.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import { activationInTfjs } from '../../catalog/activations/functions/in-tfjs.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { parseParams } from '../../catalog/define/index.ts';
import { paramsIn } from '../../catalog/keras-params.ts';
import type { LayerDefinition } from '../../catalog/define/index.ts';
import { flatConfig } from '../../catalog/flat-config.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { KerasLayer, Program } from '../../compiler/types.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { dataOf } from '../data-of.ts';
import type { Refusal } from '../refusal.ts';
import { nameInTfjs, weightNameInTfjs } from './names.ts';
import { firstWeights } from '../trained.ts';
import type { Trained } from '../trained.ts';

export interface TfjsOptions {
  readonly catalog: Catalog;
  /** Reads the user's own data, where the program has some. */
  readonly tables?: AssetReader | undefined;
  readonly trained?: Trained | undefined;
  readonly document?: GraphDocument | undefined;
  /** Name of the file without its ending; the numbers stand beside it as `stem.weights.bin`. */
  readonly stem: string;
}

export interface TfjsFiles {
  readonly model: Uint8Array;
  readonly weights: Uint8Array;
}

export async function writeTfjs(
  program: Program,
  { catalog, trained, document, stem, tables }: TfjsOptions,
): Promise<Result<TfjsFiles, readonly Refusal[]>> {
  const { config } = program.model;
  const shapes = new Map(program.layers.map(({ node, inputShapes }) => [node, inputShapes.inputs[0]]));
  const layers = config.layers.map((layer) => layerForTfjs(layer, shapes.get(layer.name) ?? [], catalog));
  const refusals = layers.flatMap((layer) => (layer.ok ? [] : [layer.error]));
  if (refusals.length > 0) return err(refusals);

  const values = trained?.weights ?? firstWeights(program, catalog);
  const plans = program.layers.flatMap(({ node, type, weights }) => weights.map((plan) => ({ node, type, plan })));
  const model = {
    format: 'layers-model',
    generatedBy: 'Edgewise',
    convertedBy: null,
    modelTopology: {
      class_name: 'Model',
      config: {
        name: config.name,
        layers: layers.flatMap((layer) => (layer.ok ? [layer.value] : [])),
        input_layers: config.input_layers.map(renamed),
        output_layers: config.output_layers.map(renamed),
      },
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    weightsManifest: [
      {
        paths: [`${stem}.weights.bin`],
        weights: plans.map(({ node, type, plan: { name, shape } }) => ({
          name: weightNameInTfjs(catalog.get(type), node, name),
          shape,
          dtype: 'float32',
        })),
      },
    ],
    userDefinedMetadata: {
      preprocessing: await preprocessingOf(program, catalog, tables),
      ...(document === undefined ? {} : { edgewise: document }),
    },
  };
  return ok({
    model: new TextEncoder().encode(`${JSON.stringify(model, undefined, 2)}\n`),
    weights: joined(plans.map(({ plan: { key } }) => must(values.get(key), `the weight ${key}`))),
  });
}

const renamed = ([name, ...rest]: readonly [string, ...Json[]]): readonly Json[] => [nameInTfjs(name), ...rest];

function layerForTfjs(layer: KerasLayer, input: Shape, catalog: Catalog): Result<JsonObject, Refusal> {
  const { name, class_name, config } = layer;
  const refuse = (hint: string) => err({ node: name, message: `TensorFlow.js has no such ${class_name}.`, hint });
  const inbound: Json[] = [];
  for (const node of layer.inbound_nodes) {
    if ('args' in node) return refuse('Its layers take tensors at their main input only.');
    inbound.push(node.map(renamed));
  }
  const given = { name: nameInTfjs(name), class_name, inbound_nodes: inbound };
  const definition = catalog.get(class_name);
  if (definition?.role !== 'layer') {
    const { batch_shape = null, ...rest } = config;
    return ok({ ...given, config: { ...rest, batch_input_shape: batch_shape, name: nameInTfjs(name) } });
  }

  const parsed = parseParams(definition, paramsIn(definition, flatConfig(definition, config)));
  const form = parsed.success ? definition.inTfjs?.(parsed.data, input) : undefined;
  if (form === undefined || !parsed.success) return refuse('Exchange it, or export to Keras instead.');
  if (form !== true && isRefusal(form)) return refuse(form.none);
  const { wraps } = definition;
  const inner = wraps && config[wraps.argument];
  if (wraps === undefined || !isObject(inner) || !isObject(inner['config'])) {
    const params = argumentsIn(form === true ? parsed.data : form);
    if (!params.ok) return refuse(params.error);
    return ok({ ...given, config: { ...restOf(definition, config), ...params.value, name: nameInTfjs(name) } });
  }
  const wrapped = wraps.inner(parsed.data);
  const params = argumentsIn(form === true ? wrapped.params : form);
  if (!params.ok) return refuse(params.error);
  const innerConfig = { ...restOf(wrapped.definition, inner['config']), ...params.value, name: wraps.argument };
  const own = Object.fromEntries(wraps.own.map((each) => [each, config[each] ?? null]));
  const wrappedLayer = { class_name: inner['class_name'] ?? null, config: innerConfig };
  return ok({ ...given, config: { ...own, [wraps.argument]: wrappedLayer, name: nameInTfjs(name) } });
}

/** Everything but the params: what hangs at ports, names and types of numbers. */
const restOf = ({ params }: LayerDefinition, config: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => !(key in params))
      .map(([key, value]) => [key, plugged(key, value)]),
  );

/** The same with activations by the names they have there. The error says which it lacks. */
function argumentsIn(params: ParamValues | JsonObject): Result<JsonObject, string> {
  const changed: Record<string, Json> = {};
  for (const [key, value] of Object.entries(params)) {
    if (!/(^|_)activation$/.test(key) || typeof value !== 'string') {
      changed[key] = value;
      continue;
    }
    const called = activationInTfjs(value);
    if (called === undefined) return err(`It has no ${value} that computes the same. Exchange the activation.`);
    changed[key] = called;
  }
  return ok(changed);
}

const isRefusal = (params: object): params is { readonly none: string } => 'none' in params;

/** The numbers come along, so nothing has to be drawn; tfjs knows few of the other parts. */
function plugged(key: string, value: Json): Json {
  if (!isObject(value)) return value;
  return key.endsWith('_initializer') ? { class_name: 'Zeros', config: {} } : null;
}

/** What has to be done with examples before the model sees them: the numbers measured on the training rows. */
async function preprocessingOf(program: Program, catalog: Catalog, tables?: AssetReader): Promise<JsonObject> {
  if (program.inputs.every(({ preprocessing }) => preprocessing.length === 0)) return {};
  const { fitted } = await dataOf(program, catalog, tables);
  return Object.fromEntries(
    [...fitted].map(([input, steps]) => [
      nameInTfjs(input),
      steps.map(({ definition, params, state }) => ({
        type: definition.type,
        params,
        ...Object.fromEntries(Object.entries(state).map(([name, numbers]) => [name, Array.from(numbers)])),
      })),
    ]),
  );
}

function joined(parts: readonly Float32Array[]): Uint8Array {
  const bytes = new Uint8Array(4 * parts.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts) {
    part.forEach((value, i) => view.setFloat32(at + 4 * i, value, true));
    at += 4 * part.length;
  }
  return bytes;
}
