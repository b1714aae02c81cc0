/** Rows that are no examples: grids over the features, which instruments ask the network about again and again. */
import type { Tensor } from '../../catalog/define/index.ts';
import type { FeaturePair } from '../../protocol/readings.ts';
import { uploadInputs } from '../data/device-data.ts';
import type { PreparedData } from '../data/prepare.ts';
import { tf } from '../tf.ts';
import type { Run } from '../training/run.ts';

export type Inputs = Readonly<Record<string, Tensor>>;

/** Raw rows, prepared as examples are and kept on the device. */
export class MadeRows {
  private readonly inputs = new Map<string, Inputs>();

  constructor(private readonly run: Run) {}

  /** The model inputs for these rows, which are made only once for each name. */
  get(name: string, rows: () => Float32Array): Inputs {
    const known = this.inputs.get(name);
    if (known !== undefined) return known;
    const { data, linked } = this.run;
    const raw = rows();
    const made = uploadInputs(linked.program, data.preprocess(raw), raw.length / data.view.columns);
    this.inputs.set(name, made);
    return made;
  }

  release(): void {
    for (const each of this.inputs.values()) tf.dispose(Object.values(each));
    this.inputs.clear();
  }
}

/** Lowest and highest value of a column over all splits, with a tenth of room on both sides. */
export function extent(data: PreparedData, column: number): readonly [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { features } of Object.values(data.view.splits)) {
    for (let i = column; i < features.length; i += data.view.columns) {
      low = Math.min(low, features[i] ?? low);
      high = Math.max(high, features[i] ?? high);
    }
  }
  const room = 0.1 * (high - low || 1);
  return [low - room, high + room];
}

export type PlaneDomain = readonly [x0: number, x1: number, y0: number, y1: number];

/** Where the examples lie over two features. */
export const planeDomain = (data: PreparedData, [across, up]: FeaturePair = [0, 1]): PlaneDomain => [
  ...extent(data, across),
  ...extent(data, up),
];

/** The plane of two features within rows of more of them, which all stand at their mean over the training rows. */
export function sliceRows(data: PreparedData, [across, up]: FeaturePair, side: number): Float32Array {
  const { columns, splits } = data.view;
  const { features } = splits.train;
  const means = new Float64Array(columns);
  const count = Math.max(1, Math.floor(features.length / columns));
  features.forEach((value, i) => (means[i % columns] = (means[i % columns] ?? 0) + value / count));
  const plane = planeRows(planeDomain(data, [across, up]), side);
  const rows = new Float32Array(side * side * columns);
  for (let cell = 0; cell < side * side; cell++) {
    rows.set(means, cell * columns);
    rows[cell * columns + across] = plane[2 * cell] ?? 0;
    rows[cell * columns + up] = plane[2 * cell + 1] ?? 0;
  }
  return rows;
}

/** The middles of `side × side` cells over a plane, row by row from the lowest second feature. */
export function planeRows([x0, x1, y0, y1]: PlaneDomain, side: number): Float32Array {
  const rows = new Float32Array(side * side * 2);
  for (let row = 0, i = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      rows[i++] = x0 + ((x1 - x0) * (column + 0.5)) / side;
      rows[i++] = y0 + ((y1 - y0) * (row + 0.5)) / side;
    }
  }
  return rows;
}
