/** The weights of a foreign model from Keras' HDF5 file, by `node/weight`. */
import { formatShape, sameShape, sizeOf } from '../../base/shape.ts';
import { shorten } from '../../base/text.ts';
import type { WeightSpec } from '../../catalog/define/index.ts';
import { readHdf5 } from '../hdf5.ts';
import type { Hdf5File } from '../hdf5.ts';
import { orderOf } from '../keras/layer-order.ts';
import { countedFolders, placesIn } from '../keras/variables.ts';
import type { Weights } from '../trained.ts';
import type { ForeignModel } from './foreign.ts';
import type { ForeignWeights } from './shapes.ts';

/** Numbers that a model may have. */
export const MAX_NUMBERS = 64_000_000;

/** Throws where the file is no HDF5 file; what is missing or does not fit is told and left out. */
export async function readKerasWeights(
  bytes: Uint8Array,
  model: ForeignModel,
  layers: readonly ForeignWeights[],
  remarks: string[],
): Promise<Weights> {
  return readHdf5(bytes, (file) => {
    const folders = foldersOf(model, file);
    const shapes = new Map(file.entries.map(({ path, shape }) => [path, shape]));
    const weights = new Map<string, Float32Array>();
    let total = 0;
    for (const { layer, node, definition, weights: specs } of layers) {
      const folder = folders.get(layer.name);
      if (folder === undefined || specs.length === 0) continue;
      const places = placesIn(folder, specs, definition.keras?.folder);
      const fault = places
        .map(({ path, weight }) => faultOf(weight, shapes.get(path)))
        .find((each) => each !== undefined);
      if (fault !== undefined) {
        remarks.push(`${shorten(layer.name)} keeps its first weights: ${fault}`);
        continue;
      }
      total += places.reduce((sum, { weight }) => sum + sizeOf(weight.shape), 0);
      if (total > MAX_NUMBERS) throw new Error(`it has more than ${MAX_NUMBERS.toLocaleString('en')} weights`);
      for (const { path, weight } of places) weights.set(`${node}/${weight.name}`, file.read(path));
    }
    return weights;
  });
}

function faultOf({ name, shape }: WeightSpec, found: readonly number[] | undefined): string | undefined {
  if (found === undefined) return `the file holds no ${name} for it.`;
  if (sameShape(found, shape)) return undefined;
  return `its ${name} has shape ${formatShape(found)} in the file, expected ${formatShape(shape)}.`;
}

/** By the names that Keras notes in the file, or else counted as Keras counts. */
function foldersOf(model: ForeignModel, { names }: Hdf5File): ReadonlyMap<string, string> {
  const reads = (name: string): readonly string[] =>
    [...(model.layers.find((layer) => layer.name === name)?.reads.values() ?? [])].flat().map(({ layer }) => layer);
  const order = orderOf(
    model.outputs.map(({ layer }) => layer),
    reads,
  );
  const classes = new Map(model.layers.map(({ name, className }) => [name, className]));
  const counted = countedFolders(order.map((name) => ({ name, className: classes.get(name) ?? '' })));
  const noted = [...names].flatMap(([path, name]) => {
    const [, folder] = /^(layers\/[^/]+)\/vars$/.exec(path) ?? [];
    return folder === undefined ? [] : [[name, folder] as const];
  });
  return new Map([...counted, ...noted]);
}
