/*
 * What a preprocessing node makes of the training examples, worked out as a run does it: split, fitted on the
 * training rows, applied. Plain data in and out, so that a worker can do it.
 */
import { must } from '../../../base/invariant.ts';
import { nodeRandom } from '../../../base/random.ts';
import { sizeOf } from '../../../base/shape.ts';
import type { Shape } from '../../../base/shape.ts';
import { copiesOf, fitSteps, repeatRows } from '../../../catalog/data/fit-steps.ts';
import { splitIndices } from '../../../catalog/data/plan-split.ts';
import type { Fractions } from '../../../catalog/data/plan-split.ts';
import { targetColumns } from '../../../catalog/define/index.ts';
import type { DatasetData, DatasetInfo } from '../../../catalog/define/index.ts';
import { catalog } from '../../../catalog/index.ts';
import { columnFigures } from '../../../catalog/preprocessing/columns.ts';
import type { Part } from '../../../compiler/types.ts';
import type { Distribution } from '../../../protocol/readings.ts';
import { summarise } from '../../charts/distribution-of.ts';

export interface PreviewRequest {
  readonly data: DatasetData;
  readonly info: DatasetInfo;
  readonly fractions: Fractions;
  readonly seed: number;
  readonly dataset: string;
  readonly steps: readonly Part[];
}

export interface ColumnRow {
  readonly name: string;
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
}

/** The training examples on one side of the node. */
export interface Side {
  /** How many there are. */
  readonly count: number;
  readonly columns: number;
  /** A few of them as images, or else two of their features, with what is known of them. */
  readonly info: DatasetInfo;
  readonly data: DatasetData;
  /** The first columns; of images, all pixels together. */
  readonly figures: readonly ColumnRow[];
  /** All values of the first column. */
  readonly first: Distribution;
}

export interface Preview {
  readonly before: Side;
  readonly after: Side;
  readonly heldOut: number;
  /** Whether the node measured anything. */
  readonly measured: boolean;
  /** Which examples it changes at random, if any. */
  readonly random: 'none' | 'training' | 'all';
  readonly directions?: {
    readonly variances: Float64Array;
    /** How many of them the node keeps. */
    readonly kept: number;
    /** The axes as lines through the middle, two standard deviations long, where examples have two features. */
    readonly lines: readonly (readonly [x0: number, y0: number, x1: number, y1: number])[];
  };
}

/** Points that are drawn, images that are shown, columns whose figures are listed. */
const [POINTS, IMAGES, COLUMNS] = [600, 18, 6];

export function previewOf({ data, info, fractions, seed, dataset, steps }: PreviewRequest): Preview {
  const last = must(steps.at(-1), 'a step');
  const classes = info.target.kind === 'classes';
  const rows = splitIndices(
    info.samples,
    fractions,
    nodeRandom(seed, dataset)('split'),
    classes ? data.targets : undefined,
  );
  const width = sizeOf(info.shape);
  const perTarget = targetColumns(info.target);
  const features = picked(data.features, width, rows.train);
  const targets = picked(data.targets, perTarget, rows.train);

  const defined = steps.map((step) => ({ ...step, definition: catalog.expect(step.type, 'preprocessing') }));
  const earlier = defined.slice(0, -1);
  const before = fitSteps(earlier, features, info.shape, seed);
  const arriving = shapeBehind(earlier, info.shape);
  const after = fitSteps(defined.slice(-1), before.train, arriving, seed);
  const step = must(after.steps[0], 'the step');
  const { definition } = step;
  const leaving = shapeBehind(defined, info.shape);
  const names = namesBehind(earlier, info.featureNames);
  const targetsBefore = repeatRows(targets, perTarget, copiesOf(earlier));

  const directions = definition.directions?.(step.state);
  const heldOutToo = definition.augment?.heldOut?.(last.params) === true;
  return {
    before: side(info, names, [], arriving, before.train, targetsBefore),
    after: side(
      info,
      namesBehind(defined, info.featureNames),
      names,
      leaving,
      after.train,
      repeatRows(targetsBefore, perTarget, copiesOf([step])),
    ),
    heldOut: info.samples - rows.train.length,
    measured: Object.keys(step.state).length > 0,
    random: definition.augment === undefined ? 'none' : heldOutToo ? 'all' : 'training',
    ...(directions && {
      directions: {
        variances: directions.variances,
        kept: Math.min(sizeOf(leaving), directions.variances.length),
        lines: sizeOf(arriving) === 2 ? linesOf(directions, before.train) : [],
      },
    }),
  };
}

type Defined = Parameters<typeof fitSteps>[0];

const shapeBehind = (steps: Defined, shape: Shape): Shape =>
  steps.reduce((arriving, { definition, params }) => {
    const next = definition.outputShape(params, arriving);
    return next.ok ? next.value : arriving;
  }, shape);

const namesBehind = (steps: Defined, names: readonly string[]): readonly string[] =>
  steps.reduce((before, { definition, params }) => definition.columnNames?.(params, before) ?? before, names);

function picked(values: Float32Array, width: number, rows: Int32Array): Float32Array {
  const result = new Float32Array(rows.length * width);
  rows.forEach((row, i) => result.set(values.subarray(row * width, (row + 1) * width), i * width));
  return result;
}

function side(
  info: DatasetInfo,
  names: readonly string[],
  known: readonly string[],
  shape: Shape,
  rows: Float32Array,
  targets: Float32Array,
): Side {
  const columns = sizeOf(shape);
  const count = rows.length / Math.max(1, columns);
  const { image: size, drawn = [], ...plain } = info;
  const image = size !== undefined && size[0] * size[1] === columns ? size : undefined;
  // The first images, so that copies stay beside what they are copies of; points from everywhere.
  const shown = Math.min(count, image === undefined ? POINTS : IMAGES);
  const chosen = Int32Array.from({ length: shown }, (_, i) =>
    image === undefined ? Math.floor((i * count) / shown) : i,
  );
  const perTarget = targets.length / Math.max(1, count);
  const given = { features: picked(rows, columns, chosen), targets: picked(targets, perTarget, chosen) };
  const common = { count, columns, first: summarise(rows.filter((_, i) => i % columns === 0)) };
  if (image !== undefined)
    return {
      ...common,
      info: { ...plain, samples: shown, shape, image },
      data: given,
      figures: figuresOf(rows, ['all pixels']),
    };
  const figures = figuresOf(rows, names);
  const pair = telling(
    figures,
    known,
    drawn.map((i) => info.featureNames[i]),
  );
  return {
    ...common,
    info: {
      ...plain,
      samples: shown,
      shape: [pair.length],
      featureNames: pair.map((i) => names[i] ?? `feature ${i + 1}`),
    },
    data: { ...given, features: given.features.filter((_, i) => pair.includes(i % columns)) },
    figures: figures.slice(0, COLUMNS),
  };
}

function figuresOf(rows: Float32Array, names: readonly string[]): readonly ColumnRow[] {
  const { mean, std, min, max } = columnFigures(rows, names.length);
  return names.map((name, i) => ({
    name,
    mean: mean[i] ?? 0,
    std: std[i] ?? 0,
    min: min[i] ?? 0,
    max: max[i] ?? 0,
  }));
}

/**
 * The two features to draw, in their order: new ones before those that were there, and none that never changes; of
 * others those that the data set is drawn by.
 */
function telling(
  figures: readonly ColumnRow[],
  known: readonly string[],
  drawn: readonly (string | undefined)[],
): readonly number[] {
  const all = Array.from(figures.keys());
  const rank = (i: number) => {
    const { name = '', std = 0 } = figures[i] ?? {};
    return (std === 0 ? 4 : known.includes(name) ? 2 : 0) - (drawn.includes(name) ? 1 : 0);
  };
  return all
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, 2)
    .toSorted((a, b) => a - b);
}

function linesOf(
  { vectors, variances }: { readonly vectors: Float64Array; readonly variances: Float64Array },
  rows: Float32Array,
): readonly (readonly [number, number, number, number])[] {
  const { mean } = columnFigures(rows, 2);
  const [x = 0, y = 0] = mean;
  return [0, 1].map((i) => {
    const reach = 2 * Math.sqrt(variances[i] ?? 0);
    const [dx, dy] = [reach * (vectors[2 * i] ?? 0), reach * (vectors[2 * i + 1] ?? 0)];
    return [x - dx, y - dy, x + dx, y + dy] as const;
  });
}
