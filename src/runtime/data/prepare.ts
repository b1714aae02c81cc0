/*
 * From a data plan to typed arrays: load, split, fit preprocessing on the training rows, apply it to
 * every row, write the targets as the loss reads them. Pure JavaScript and seeded: the same rows land
 * in the same split on every backend.
 */
import { nodeRandom } from '../../base/random.ts';
import { sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import { encodeTargets } from '../../catalog/data/encode-targets.ts';
import { fitSteps } from '../../catalog/data/fit-steps.ts';
import { splitIndices } from '../../catalog/data/plan-split.ts';
import type { DatasetData } from '../../catalog/define/index.ts';
import type { DataView, SplitName } from '../../protocol/data-view.ts';
import type { Linked, LinkedInput } from '../link.ts';

export interface PreparedSplit {
  readonly count: number;
  /** Rows of each model input, by input name. */
  readonly inputs: Readonly<Record<string, Float32Array>>;
  /** `count × width` as the loss reads them. */
  readonly targets: Float32Array;
}

export interface PreparedData {
  readonly splits: Readonly<Record<SplitName, PreparedSplit>>;
  readonly view: DataView;
  /** Takes raw feature rows through the fitted preprocessing, for grids and new examples. */
  preprocess(rows: Float32Array): Readonly<Record<string, Float32Array>>;
}

export async function prepareData({ program, dataset, inputs }: Linked): Promise<PreparedData> {
  const { data, seed } = program;
  const { definition } = dataset;
  const rng = nodeRandom(seed, data.node);
  const loaded = await definition.load(data.params, rng);
  const columns = sizeOf(data.info.shape);
  const classes = data.info.target.kind === 'classes' ? data.info.target.names.length : 0;
  const targetColumns = classes > 0 ? 1 : data.info.target.names.length;
  const rows = splitIndices(
    data.info.samples,
    definition.split(data.params),
    rng('split'),
    classes > 0 ? loaded.targets : undefined,
  );
  const raw = (split: SplitName) => pick(loaded, rows[split], columns, targetColumns);
  const rawSplits = { train: raw('train'), validation: raw('validation'), test: raw('test') };

  const pipelines = inputs.map((input) => ({
    input,
    apply: fitPipeline(input, rawSplits.train.features, data.info.shape),
  }));
  const preprocess = (features: Float32Array) =>
    Object.fromEntries(pipelines.map(({ input, apply }) => [input.name, apply(features)]));
  const prepared = (split: SplitName): PreparedSplit => ({
    count: rows[split].length,
    inputs: preprocess(rawSplits[split].features),
    targets: encodeTargets(rawSplits[split].targets, data.encoding, data.width),
  });

  return {
    splits: { train: prepared('train'), validation: prepared('validation'), test: prepared('test') },
    view: { columns, splits: mapSplits((split) => ({ ...rawSplits[split], count: rows[split].length })) },
    preprocess,
  };
}

const mapSplits = <T>(f: (split: SplitName) => T): Record<SplitName, T> => ({
  train: f('train'),
  validation: f('validation'),
  test: f('test'),
});

function pick(data: DatasetData, rows: Int32Array, columns: number, targetColumns: number): DatasetData {
  const features = new Float32Array(rows.length * columns);
  const targets = new Float32Array(rows.length * targetColumns);
  rows.forEach((row, i) => {
    features.set(data.features.subarray(row * columns, (row + 1) * columns), i * columns);
    targets.set(data.targets.subarray(row * targetColumns, (row + 1) * targetColumns), i * targetColumns);
  });
  return { features, targets };
}

/** Fits the chain of one model input on the training rows and returns it as a function of raw rows. */
function fitPipeline(
  { preprocessing }: LinkedInput,
  train: Float32Array,
  shape: Shape,
): (rows: Float32Array) => Float32Array {
  const steps = fitSteps(preprocessing, train, shape);
  return (rows) => steps.reduce((values, { apply }) => apply(values), rows);
}
