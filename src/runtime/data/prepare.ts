/*
 * From a data plan to typed arrays: load, split, fit preprocessing on the training rows, apply it to
 * every row, write the targets as the loss reads them. Pure JavaScript and seeded: the same rows land
 * in the same split on every backend.
 */
import type { AssetReader } from '../../assets/reader.ts';
import { nodeRandom } from '../../base/random.ts';
import { sizeOf } from '../../base/shape.ts';
import { encodeTargets } from '../../catalog/data/encode-targets.ts';
import { copiesOf, fitSteps, jointCopies, repeatRows } from '../../catalog/data/fit-steps.ts';
import type { FittedStep } from '../../catalog/data/fit-steps.ts';
import { splitIndices } from '../../catalog/data/plan-split.ts';
import { targetColumns } from '../../catalog/define/index.ts';
import type { DatasetData } from '../../catalog/define/index.ts';
import { dataView } from '../../protocol/data-view.ts';
import type { DataView, SplitName } from '../../protocol/data-view.ts';
import type { Linked } from '../link.ts';

export interface PreparedSplit {
  readonly count: number;
  /** Rows of each model input, by input name. */
  readonly inputs: Readonly<Record<string, Float32Array>>;
  /** `count × width` as the loss reads them. */
  readonly targets: Float32Array;
}

export interface PreparedData {
  /** As they are trained on and measured: training rows may be more than the data set has, see `augment`. */
  readonly splits: Readonly<Record<SplitName, PreparedSplit>>;
  /** What the page gets to draw of the examples of the data set, which of large data is a part. */
  readonly view: DataView;
  /** Takes raw feature rows through the fitted preprocessing, for grids and new examples. */
  preprocess(rows: Float32Array): Readonly<Record<string, Float32Array>>;
}

/** `tables` reads the user's own data, where the program has some. */
export async function prepareData({ program, dataset, inputs }: Linked, tables?: AssetReader): Promise<PreparedData> {
  const { data, seed } = program;
  const { definition } = dataset;
  const rng = nodeRandom(seed, data.node);
  const loaded = await definition.load(data.params, rng, tables);
  const columns = sizeOf(data.info.shape);
  const byClass = data.info.target.kind === 'classes';
  const answers = targetColumns(data.info.target);
  const rows = splitIndices(
    data.info.samples,
    definition.split(data.params),
    rng('split'),
    byClass ? loaded.targets : undefined,
  );
  const raw = (split: SplitName) => pick(loaded, rows[split], columns, answers);
  const rawSplits = { train: raw('train'), validation: raw('validation'), test: raw('test') };

  const pipelines = inputs.map((input) => ({
    input,
    ...fitSteps(input.preprocessing, rawSplits.train.features, data.info.shape, seed),
  }));
  const copies = jointCopies(inputs.map(({ preprocessing }) => preprocessing));
  /** Rows of a split behind the steps of each input; of one training row, each input gets as many. */
  const inputsOf = (split: SplitName): PreparedSplit['inputs'] =>
    Object.fromEntries(
      pipelines.map(({ input, steps, train }) => {
        if (split === 'train') return [input.name, repeatRows(train, sizeOf(input.shape), copies / copiesOf(steps))];
        return [input.name, steps.reduce((values, step) => step.prepare(split, values), rawSplits[split].features)];
      }),
    );
  const prepared = (split: SplitName): PreparedSplit => {
    const times = split === 'train' ? copies : 1;
    const targets = encodeTargets(rawSplits[split].targets, data.encoding, data.width);
    return {
      count: rows[split].length * times,
      inputs: inputsOf(split),
      targets: repeatRows(targets, data.width, times),
    };
  };

  return {
    splits: { train: prepared('train'), validation: prepared('validation'), test: prepared('test') },
    view: dataView(
      columns,
      mapSplits((split) => ({ ...rawSplits[split], count: rows[split].length })),
    ),
    preprocess: through(pipelines.map(({ input: { name }, steps }) => ({ name, steps }))),
  };
}

const mapSplits = <T>(f: (split: SplitName) => T): Record<SplitName, T> => ({
  train: f('train'),
  validation: f('validation'),
  test: f('test'),
});

function pick(data: DatasetData, rows: Int32Array, columns: number, answers: number): DatasetData {
  const features = new Float32Array(rows.length * columns);
  const targets = new Float32Array(rows.length * answers);
  rows.forEach((row, i) => {
    features.set(data.features.subarray(row * columns, (row + 1) * columns), i * columns);
    targets.set(data.targets.subarray(row * answers, (row + 1) * answers), i * answers);
  });
  return { features, targets };
}

/** Stands by itself, since a function that is kept keeps everything around it, such as the rows of all splits. */
function through(
  pipelines: readonly { readonly name: string; readonly steps: readonly FittedStep[] }[],
): PreparedData['preprocess'] {
  return (rows) =>
    Object.fromEntries(
      pipelines.map(({ name, steps }) => [name, steps.reduce((values, { apply }) => apply(values), rows)]),
    );
}
