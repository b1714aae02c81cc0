/** Rows that are no examples: grids over the features, which instruments ask the network about again and again. */
import type { Tensor } from '../../catalog/define/index.ts';
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

/** Where the examples of data with two features lie. */
export const planeDomain = (data: PreparedData): PlaneDomain => [...extent(data, 0), ...extent(data, 1)];

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
