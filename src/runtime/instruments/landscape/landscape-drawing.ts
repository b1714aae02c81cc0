/*
 * A landscape under way: the loss at every place of a grid, one after the other. It computes on a second model of its own,
 * with the weights as they were when it began, so that training may go on meanwhile and its weights are never touched.
 */
import { must } from '../../../base/invariant.ts';
import { sizeOf } from '../../../base/shape.ts';
import { disposeRows } from '../../data/device-data.ts';
import type { Rows } from '../../data/device-data.ts';
import { Network, pass } from '../../model/network.ts';
import { readAll } from '../../read-all.ts';
import { tf } from '../../tf.ts';
import type { Tensor } from '../../tf.ts';
import type { Run } from '../../training/run.ts';
import type { WeightPlace } from './directions.ts';

/** So many places are computed before others have their turn, however long they take, and more while there is time. */
const [LEAST, MOST, SLICE_MS] = [9, 31, 25];

export type Domain = readonly [x0: number, x1: number, y0: number, y1: number];

export interface Plane {
  readonly directions: readonly [Float32Array, Float32Array];
  readonly domain: Domain;
  /** Places along each side. */
  readonly size: number;
}

interface Moved {
  readonly variable: tf.Variable;
  readonly base: Tensor;
  readonly along: readonly [Tensor, Tensor];
}

export class Drawing {
  /** Row by row from the lowest second coordinate; NaN where it has not been computed yet. */
  readonly losses: Float32Array;
  private next = 0;
  private readonly network: Network;
  private readonly moved: readonly Moved[];

  /** It frees the rows with everything else. */
  constructor(
    private readonly run: Run,
    private readonly rows: Rows,
    private readonly plane: Plane,
    weights: Float32Array,
    places: readonly WeightPlace[],
  ) {
    this.losses = new Float32Array(plane.size ** 2).fill(Number.NaN);
    this.network = Network.build(run.linked);
    tf.tidy(() =>
      this.network.weights.forEach(({ variable }, i) =>
        variable.assign(tf.clone<Tensor>(must(run.network.weights[i]?.variable, `weight ${i}`))),
      ),
    );
    this.moved = this.network.trainable.flatMap(({ variable }, i) => {
      const { from, shape } = must(places[i], `the place of weight ${i}`);
      const [across, up] = plane.directions.map((direction) => direction.subarray(from, from + sizeOf(shape)));
      if (across === undefined || up === undefined || (isZero(across) && isZero(up))) return [];
      const upload = (values: Float32Array) => tf.tensor(values.slice(), [...shape], 'float32');
      return [
        {
          variable,
          base: upload(weights.subarray(from, from + sizeOf(shape))),
          along: [upload(across), upload(up)] as const,
        },
      ];
    });
  }

  get share(): number {
    return this.next / this.losses.length;
  }

  /** Computes some more places. */
  async advance(): Promise<void> {
    const { size } = this.plane;
    const [x0, x1, y0, y1] = this.plane.domain;
    const start = performance.now();
    const found: Tensor[] = [];
    const enough = () => found.length >= MOST || (found.length >= LEAST && performance.now() - start >= SLICE_MS);
    for (let at = this.next; at < this.losses.length && !enough(); at++) {
      const [column, row] = [at % size, Math.floor(at / size)];
      found.push(this.lossAt(between(x0, x1, column / (size - 1)), between(y0, y1, row / (size - 1))));
    }
    const values = await readAll(found).finally(() => tf.dispose(found));
    values.forEach(([loss = Number.NaN], i) => (this.losses[this.next + i] = loss));
    this.next += values.length;
  }

  dispose(): void {
    tf.dispose(this.moved.flatMap(({ base, along }) => [base, ...along]));
    this.network.dispose();
    disposeRows(this.rows);
  }

  private lossAt(x: number, y: number): Tensor {
    return tf.tidy(() => {
      for (const { variable, base, along } of this.moved)
        variable.assign(tf.add(base, tf.add(tf.mul(along[0], x), tf.mul(along[1], y))));
      const options = { training: false, logits: this.network.fusedLayer };
      return tf.reshape(this.run.objective.evaluate(this.network, this.rows, pass(options)).loss, [1]);
    });
  }
}

const between = (low: number, high: number, share: number): number => low + (high - low) * share;
const isZero = (values: Float32Array): boolean => values.every((value) => value === 0);
