/** The numbers of a foreign model from Keras' HDF5 file: its weights, and where its optimizer stood. */
import { formatShape, sameShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import { shorten } from '../../base/text.ts';
import type { WeightSpec } from '../../catalog/define/index.ts';
import { readHdf5 } from '../hdf5.ts';
import type { Hdf5File } from '../hdf5.ts';
import { orderOf } from '../keras/layer-order.ts';
import type { KeptOptimizer } from '../keras/slots.ts';
import { countedFolders, placesIn } from '../keras/variables.ts';
import type { OptimizerFacts } from '../keras/variables.ts';
import type { Weights } from '../trained.ts';
import type { ForeignModel } from './foreign.ts';
import { readOptimizer } from './keras-optimizer.ts';
import type { ForeignWeights } from './foreign-shapes.ts';

/** Numbers that a model may have. */
export const MAX_NUMBERS = 64_000_000;

export interface KerasNumbers {
  /** By `node/weight`. */
  readonly weights: Weights;
  readonly optimizer?: KeptOptimizer;
}

/** Throws where the file is no HDF5 file; what is missing or does not fit is told and left out. */
export async function readKerasWeights(
  bytes: Uint8Array,
  model: ForeignModel,
  layers: readonly ForeignWeights[],
  optimizer: OptimizerFacts | undefined,
  remarks: string[],
): Promise<KerasNumbers> {
  return readHdf5(bytes, (file) => {
    const order = layerOrder(model);
    const folders = foldersOf(model, order, file);
    const shapes = new Map(file.entries.map(({ path, shape }) => [path, shape]));
    const weights = new Map<string, Float32Array>();
    const places = new Map(order.map((name, i) => [name, i]));
    const inOrder = layers.toSorted((a, b) => (places.get(a.layer.name) ?? 0) - (places.get(b.layer.name) ?? 0));
    const trained: { key: string; shape: Shape }[] = [];
    let total = 0;
    for (const { layer, node, definition, weights: specs } of inOrder) {
      const folder = folders.get(layer.name);
      if (folder === undefined || specs.length === 0) continue;
      const variables = placesIn(folder, specs, definition.keras?.folder);
      const fault = variables
        .map(({ path, weight }) => faultOf(weight, shapes.get(path)))
        .find((each) => each !== undefined);
      if (fault !== undefined) {
        remarks.push(`${shorten(layer.name)} keeps its first weights: ${fault}`);
        continue;
      }
      total += variables.reduce((sum, { weight }) => sum + sizeOf(weight.shape), 0);
      if (total > MAX_NUMBERS) throw new Error(`it has more than ${MAX_NUMBERS.toLocaleString('en')} weights`);
      for (const { path, weight } of variables) {
        const key = `${node}/${weight.name}`;
        weights.set(key, file.read(path));
        if (weight.trainable !== false) trained.push({ key, shape: weight.shape });
      }
    }
    const state = optimizer && readOptimizer(file, optimizer, trained, remarks);
    return { weights, ...(state && { optimizer: state }) };
  });
}

function faultOf({ name, shape }: WeightSpec, found: readonly number[] | undefined): string | undefined {
  if (found === undefined) return `the file holds no ${name} for it.`;
  if (sameShape(found, shape)) return undefined;
  return `its ${name} has shape ${formatShape(found)} in the file, expected ${formatShape(shape)}.`;
}

/** The layers in the order in which Keras counts them. */
function layerOrder(model: ForeignModel): readonly string[] {
  const reads = (name: string): readonly string[] =>
    [...(model.layers.find((layer) => layer.name === name)?.reads.values() ?? [])].flat().map(({ layer }) => layer);
  return orderOf(
    model.outputs.map(({ layer }) => layer),
    reads,
  );
}

/** By the names that Keras notes in the file, or else counted as Keras counts. */
function foldersOf(model: ForeignModel, order: readonly string[], { names }: Hdf5File): ReadonlyMap<string, string> {
  const classes = new Map(model.layers.map(({ name, className }) => [name, className]));
  const counted = countedFolders(order.map((name) => ({ name, className: classes.get(name) ?? '' })));
  const noted = [...names].flatMap(([path, name]) => {
    const [, folder] = /^(layers\/[^/]+)\/vars$/.exec(path) ?? [];
    return folder === undefined ? [] : [[name, folder] as const];
  });
  return new Map([...counted, ...noted]);
}
