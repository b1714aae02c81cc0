/** A model file of another program as a graph, with its weights and with what had to be left out, in words. */
import { isObject } from '../../base/json.ts';
import { errorMessage } from '../../base/invariant.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { MAX_BYTES } from '../../graph/limits.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { nameInTfjs } from '../tfjs/names.ts';
import type { KeptOptimizer } from '../keras/slots.ts';
import type { Weights } from '../trained.ts';
import { readForeign, readObject } from './foreign.ts';
import type { ForeignModel } from './foreign.ts';
import { readJson } from './read-json.ts';
import { optimizerFacts } from './keras-optimizer.ts';
import { MAX_NUMBERS, readKerasWeights } from './keras-weights.ts';
import { ownGraph } from './own-graph.ts';
import { inferShapes } from './foreign-shapes.ts';
import { readTfjsWeights } from './tfjs-weights.ts';
import type { GivenFile } from './tfjs-weights.ts';
import { buildGraph } from './to-graph.ts';
import type { BuiltGraph } from './to-graph.ts';
import { unpack } from './unpack.ts';

export type { GivenFile } from './tfjs-weights.ts';

export interface ImportedModel {
  readonly document: GraphDocument;
  /** By `node/weight`; empty where the file holds none. */
  readonly weights: Weights;
  /** Where the optimizer stood, if the file says so. */
  readonly optimizer?: KeptOptimizer;
  /** What had to be left out or was added, as sentences. */
  readonly remarks: readonly string[];
}

/** The most bytes that the weights of a file may have, with what HDF5 adds to them. */
export const MAX_WEIGHTS_BYTES = 4 * MAX_NUMBERS + MAX_BYTES;

/**
 * `files` are a `.keras` archive, or a `model.json` (of Keras or TensorFlow.js) with its files of weights. The error
 * is a sentence that begins with what was found.
 */
export async function importModel(
  files: readonly GivenFile[],
  catalog: Catalog,
): Promise<Result<ImportedModel, string>> {
  const [first] = files;
  if (first === undefined) return err('there is no file.');
  const isZip = first.bytes[0] === 0x50 && first.bytes[1] === 0x4b;
  const json = files.find(({ name }) => name.toLowerCase().endsWith('.json')) ?? first;
  return isZip ? importArchive(first.bytes, catalog) : importJson(json, files, catalog);
}

const [CONFIG, METADATA, WEIGHTS] = ['config.json', 'metadata.json', 'model.weights.h5'];

async function importArchive(bytes: Uint8Array, catalog: Catalog): Promise<Result<ImportedModel, string>> {
  const unpacked = unpack(bytes, { [CONFIG]: MAX_BYTES, [METADATA]: MAX_BYTES, [WEIGHTS]: MAX_WEIGHTS_BYTES });
  if (!unpacked.ok) return unpacked;
  const config = unpacked.value.get(CONFIG);
  if (config === undefined) return err(`there is no ${CONFIG} in it, as a .keras file has.`);
  const root = readJson(config, CONFIG);
  if (!root.ok) return root;
  const metadata = readJson(unpacked.value.get(METADATA) ?? new Uint8Array(), METADATA);
  const remarks: string[] = [];
  const model = modelOf(root.value, root.value['compile_config'], remarks);
  if (!model.ok) return model;
  const built = graphOf(model.value, metadata.ok ? metadata.value['edgewise'] : undefined, catalog, remarks);
  const numbers = unpacked.value.get(WEIGHTS);
  if (numbers === undefined) {
    remarks.push('The file holds no weights.');
    return ok({ document: built.document, weights: new Map(), remarks });
  }
  const layers = inferShapes(model.value, built.nodeOf, built.document, catalog).weights;
  try {
    const { document, optimizer } = built;
    const facts = optimizer === undefined ? undefined : optimizerFacts(document, optimizer, catalog);
    return ok({ document, remarks, ...(await readKerasWeights(numbers, model.value, layers, facts, remarks)) });
  } catch (thrown) {
    return err(`its weights cannot be read: ${errorMessage(thrown)}.`);
  }
}

async function importJson(
  json: GivenFile,
  files: readonly GivenFile[],
  catalog: Catalog,
): Promise<Result<ImportedModel, string>> {
  const read = readJson(json.bytes, json.name);
  if (!read.ok) return read;
  const { modelTopology, weightsManifest, userDefinedMetadata, format } = read.value;
  if (format === 'graph-model')
    return err('it is a TensorFlow graph, whose layers are no longer known. Convert the model as a layers model.');
  // tfjs wraps the model, and its converter wraps it once more.
  const topology = isObject(modelTopology) ? modelTopology : read.value;
  const root = isObject(topology['model_config']) ? topology['model_config'] : topology;
  const remarks: string[] = [];
  const model = modelOf(root, topology['training_config'] ?? read.value['compile_config'], remarks);
  if (!model.ok) return model;
  const carried = isObject(userDefinedMetadata) ? userDefinedMetadata['edgewise'] : undefined;
  const built = graphOf(model.value, carried, catalog, remarks);
  const layers = inferShapes(model.value, built.nodeOf, built.document, catalog).weights;
  const weights = readTfjsWeights(weightsManifest, files, layers, nameInTfjs, remarks);
  if (!weights.ok) return weights;
  if (weights.value.size === 0) remarks.push('The file holds no weights.');
  return ok({ document: built.document, weights: weights.value, remarks });
}

function modelOf(root: unknown, compiled: unknown, remarks: string[]): Result<ForeignModel, string> {
  const model = readForeign(root, remarks);
  if (!model.ok || !isObject(compiled)) return model;
  const optimizer = readObject(compiled['optimizer'] ?? compiled['optimizer_config']);
  const loss = readObject(compiled['loss']);
  return ok({ ...model.value, ...(optimizer && { optimizer }), ...(loss && { loss }) });
}

function graphOf(model: ForeignModel, carried: unknown, catalog: Catalog, remarks: string[]): BuiltGraph {
  const own = ownGraph(carried, model, catalog);
  if (own === undefined) return buildGraph(model, catalog, remarks);
  const nodeOf = new Map(model.layers.map(({ name }) => [name, name]));
  return { document: own.document, nodeOf, optimizer: own.program.optimizer.node };
}
