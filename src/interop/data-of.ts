/** The examples of a program, split as they are trained on, and its preprocessing measured on them. */
import type { AssetReader } from '../assets/reader.ts';
import { nodeRandom } from '../base/random.ts';
import { sizeOf } from '../base/shape.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { targetColumns } from '../catalog/define/index.ts';
import { fitSteps } from '../catalog/data/fit-steps.ts';
import type { FittedStep } from '../catalog/data/fit-steps.ts';
import { splitIndices } from '../catalog/data/plan-split.ts';
import type { Program } from '../compiler/types.ts';

export interface Examples {
  readonly count: number;
  /** As they are, before any preprocessing. */
  readonly features: Float32Array;
  /** Class indices, values, or labels. */
  readonly targets: Float32Array;
}

export interface ProgramData {
  readonly splits: Readonly<Record<'train' | 'validation' | 'test', Examples>>;
  /** By the name of the input. */
  readonly fitted: ReadonlyMap<string, readonly FittedStep[]>;
}

/**
 * From the seed of the program, as in a run: the same examples in the same splits. Rejects where they cannot be read.
 */
export async function dataOf(program: Program, catalog: Catalog, tables?: AssetReader): Promise<ProgramData> {
  const { data, seed, inputs } = program;
  const definition = catalog.expect(data.type, 'dataset');
  const rng = nodeRandom(seed, data.node);
  const { features, targets } = await definition.load(data.params, rng, tables);
  const byClass = data.info.target.kind === 'classes';
  const rows = splitIndices(
    data.info.samples,
    definition.split(data.params),
    rng('split'),
    byClass ? targets : undefined,
  );
  const [width, targetWidth] = [sizeOf(data.info.shape), targetColumns(data.info.target)];
  const examples = (picked: Int32Array): Examples => ({
    count: picked.length,
    features: rowsOf(features, width, picked),
    targets: rowsOf(targets, targetWidth, picked),
  });
  const splits = {
    train: examples(rows.train),
    validation: examples(rows.validation),
    test: examples(rows.test),
  };
  const fitted = inputs.map(({ name, preprocessing }) => {
    const steps = preprocessing.map(({ node, type, params }) => ({
      node,
      params,
      definition: catalog.expect(type, 'preprocessing'),
    }));
    return [name, fitSteps(steps, splits.train.features, data.info.shape, seed).steps] as const;
  });
  return { splits, fitted: new Map(fitted) };
}

function rowsOf(values: Float32Array, width: number, picked: Int32Array): Float32Array {
  const rows = new Float32Array(picked.length * width);
  picked.forEach((row, i) => rows.set(values.subarray(row * width, (row + 1) * width), i * width));
  return rows;
}
