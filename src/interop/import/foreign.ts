/*
 * A model as another program has described it, in one form: the functional config of Keras 3 and of Keras 2, the
 * plain list of a Sequential model, and what tfjs makes of both. Nothing is believed: each part is looked at
 * before it is used, and what cannot be read is told.
 */
import { isObject } from '../../base/json.ts';
import type { JsonObject } from '../../base/json.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { shorten } from '../../base/text.ts';
import { MAX_NODES } from '../../graph/limits.ts';

/** An output of a layer, by the layer's name. */
export interface ForeignRef {
  readonly layer: string;
  readonly index: number;
}

export interface ForeignLayer {
  readonly name: string;
  readonly className: string;
  readonly config: JsonObject;
  /** What it reads, by argument; the main one is `inputs`. Empty for an entry of the model. */
  readonly reads: ReadonlyMap<string, readonly ForeignRef[]>;
}

/** An object of a config: an optimizer, a loss, an initializer. */
export interface ForeignObject {
  readonly className: string;
  readonly config: JsonObject;
}

export interface ForeignModel {
  readonly name: string;
  readonly layers: readonly ForeignLayer[];
  readonly outputs: readonly ForeignRef[];
  readonly optimizer?: ForeignObject;
  readonly loss?: ForeignObject;
}

const MAIN = 'inputs';
const FUNCTIONAL: ReadonlySet<unknown> = new Set(['Functional', 'Model']);

/** Reads a config that names its class. `remarks` takes what had to be left out. The error is a sentence. */
export function readForeign(root: unknown, remarks: string[]): Result<ForeignModel, string> {
  if (!isObject(root) || !isObject(root['config'])) {
    // Older Sequential models are a bare list.
    if (isObject(root) && Array.isArray(root['config']))
      return readForeign({ ...root, config: { layers: root['config'] } }, remarks);
    return err('it describes no model: expected an object with class_name and config.');
  }
  const { class_name, config } = root as { class_name?: unknown; config: Record<string, unknown> };
  const { layers } = config;
  if (!Array.isArray(layers)) return err(`a ${shorten(String(class_name))} without a list of layers cannot be read.`);
  if (layers.length === 0) return err('it has no layers.');
  if (layers.length > MAX_NODES)
    return err(`it has ${layers.length} layers, the most that a graph may have is ${MAX_NODES}.`);
  const name = typeof config['name'] === 'string' ? config['name'] : 'model';
  if (class_name === 'Sequential') return readSequential(name, layers);
  if (!FUNCTIONAL.has(class_name)) {
    return err(
      `it is a ${shorten(String(class_name))}, written in Python code. Expected a Sequential or functional model.`,
    );
  }
  return readFunctional(name, config, layers, remarks);
}

function readFunctional(
  name: string,
  config: Record<string, unknown>,
  layers: readonly unknown[],
  remarks: string[],
): Result<ForeignModel, string> {
  const read: ForeignLayer[] = [];
  for (const [i, each] of layers.entries()) {
    if (!isObject(each) || typeof each['class_name'] !== 'string' || !isObject(each['config']))
      return err(`layer ${i + 1} cannot be read: expected an object with class_name and config.`);
    const called = nameOf(each, i);
    const nodes = Array.isArray(each['inbound_nodes']) ? each['inbound_nodes'] : [];
    if (nodes.length > 1)
      remarks.push(
        `${shorten(called)} is used ${nodes.length} times in the model. Here a layer has one place: the first was taken.`,
      );
    read.push({
      name: called,
      className: each['class_name'],
      config: { ...callArguments(nodes[0]), ...(each['config'] as JsonObject) },
      reads: nodes.length === 0 ? new Map<string, ForeignRef[]>() : readCall(nodes[0]),
    });
  }
  const names = new Set(read.map((layer) => layer.name));
  if (names.size < read.length) return err('two of its layers have the same name.');
  for (const { name: reader, reads } of read)
    for (const { layer } of [...reads.values()].flat())
      if (!names.has(layer)) return err(`${shorten(reader)} reads ${shorten(layer)}, which is not in the model.`);
  const outputs = refsIn(config['output_layers']).filter(({ layer }) => names.has(layer));
  if (outputs.length === 0) return err('it does not say which layer gives the answers (output_layers).');
  return ok({ name, layers: read, outputs });
}

/** Each reads the one before; the first may say what comes in. */
function readSequential(name: string, layers: readonly unknown[]): Result<ForeignModel, string> {
  const read: ForeignLayer[] = [];
  for (const [i, each] of layers.entries()) {
    if (!isObject(each) || typeof each['class_name'] !== 'string' || !isObject(each['config']))
      return err(`layer ${i + 1} cannot be read: expected an object with class_name and config.`);
    const config = each['config'] as JsonObject;
    const shape = config['batch_shape'] ?? config['batch_input_shape'];
    if (i === 0 && each['class_name'] !== 'InputLayer' && shape !== undefined)
      read.push({ name: 'input', className: 'InputLayer', config: { batch_shape: shape }, reads: new Map() });
    const before = read.at(-1);
    read.push({
      name: nameOf(each, i),
      className: each['class_name'],
      config,
      reads: new Map(before === undefined ? [] : [[MAIN, [{ layer: before.name, index: 0 }]]]),
    });
  }
  const last = read.at(-1);
  if (new Set(read.map((layer) => layer.name)).size < read.length) return err('two of its layers have the same name.');
  return ok({ name, layers: read, outputs: last === undefined ? [] : [{ layer: last.name, index: 0 }] });
}

function nameOf(layer: Record<string, unknown>, i: number): string {
  const { name, config } = layer;
  if (typeof name === 'string') return name;
  return isObject(config) && typeof config['name'] === 'string' ? config['name'] : `layer_${i + 1}`;
}

/** One call of a layer: the list of Keras 2, or the arguments of Keras 3. */
function readCall(node: unknown): ReadonlyMap<string, readonly ForeignRef[]> {
  if (Array.isArray(node)) return new Map([[MAIN, refsIn(node)]]);
  if (!isObject(node)) return new Map();
  const args = Array.isArray(node['args']) ? node['args'] : [];
  const found = new Map<string, readonly ForeignRef[]>([[MAIN, tensorsIn(args)]]);
  // A second main argument, as attention has it, belongs to no port by name.
  for (const [name, value] of Object.entries(isObject(node['kwargs']) ? node['kwargs'] : {})) {
    const refs = tensorsIn(value);
    if (refs.length > 0) found.set(name, refs);
  }
  return found;
}

/** What a layer is told in its call besides tensors, such as `use_causal_mask`. */
function callArguments(node: unknown): JsonObject {
  const kwargs = isObject(node) && isObject(node['kwargs']) ? node['kwargs'] : {};
  const told = Object.entries(kwargs).filter(([name, value]) => name !== 'training' && typeof value === 'boolean');
  return Object.fromEntries(told) as JsonObject;
}

/** `["d1", 0, 0]`, or a list of such. */
function refsIn(value: unknown): readonly ForeignRef[] {
  if (!Array.isArray(value)) return [];
  const [layer, , index] = value as unknown[];
  if (typeof layer === 'string') return [{ layer, index: typeof index === 'number' ? index : 0 }];
  return value.flatMap(refsIn);
}

/** Every `__keras_tensor__` in an argument, however deep in lists. */
function tensorsIn(value: unknown): readonly ForeignRef[] {
  if (Array.isArray(value)) return value.flatMap(tensorsIn);
  if (!isObject(value) || value['class_name'] !== '__keras_tensor__' || !isObject(value['config'])) return [];
  return refsIn(value['config']['keras_history']);
}

/** An object of a config: `{class_name, config}`, or its bare name as `"he_normal"`. */
export function readObject(value: unknown): ForeignObject | undefined {
  if (typeof value === 'string') return { className: value, config: {} };
  if (!isObject(value) || typeof value['class_name'] !== 'string') return undefined;
  const { class_name, config } = value;
  // A function of Keras is named in its config.
  if (class_name === 'function' && typeof config === 'string') return { className: config, config: {} };
  return { className: class_name, config: isObject(config) ? (config as JsonObject) : {} };
}
