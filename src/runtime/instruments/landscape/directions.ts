/*
 * The two directions through the space of all weights that span the picture of a loss. At random, they are scaled as Li et
 * al. (2018) do: the part that belongs to one neuron or filter is made as long as that neuron's own weights, so that pictures
 * of nets with large and with small weights can be compared; biases and the like stay as they are. Or along the training's own path:
 * its two principal components.
 */
import { innerProduct } from '../../../base/inner-product.ts';
import { random } from '../../../base/random.ts';
import { sizeOf } from '../../../base/shape.ts';
import type { Shape } from '../../../base/shape.ts';
import { symmetricEigen } from './eigen.ts';

/** One trained weight, and its place among all of them laid end to end. */
export interface WeightPlace {
  readonly key: string;
  readonly shape: Shape;
  readonly from: number;
}

/** Where each weight stands when all are laid end to end, and how many numbers that makes. */
export function layOut(weights: readonly { readonly key: string; readonly shape: Shape }[]): {
  readonly places: readonly WeightPlace[];
  readonly size: number;
} {
  let size = 0;
  const places = weights.map(({ key, shape }) => {
    const place = { key, shape, from: size };
    size += sizeOf(shape);
    return place;
  });
  return { places, size };
}

/** A random direction, as long in each neuron's weights as these are themselves. The same key gives the same one. */
export function filterNormalised(
  weights: Float32Array,
  places: readonly WeightPlace[],
  ...key: readonly (string | number)[]
): Float32Array {
  const direction = new Float32Array(weights.length);
  for (const { key: name, shape, from } of places) {
    // Biases, and the scales and shifts of a normalisation, have one number for each neuron.
    if (shape.length < 2) continue;
    const rng = random(...key, name);
    const [size, filters] = [sizeOf(shape), shape.at(-1) ?? 1];
    for (let i = 0; i < size; i++) direction[from + i] = rng.normal();
    for (let filter = 0; filter < filters; filter++) {
      let [own, drawn] = [0, 0];
      for (let i = from + filter; i < from + size; i += filters) {
        own += (weights[i] ?? 0) ** 2;
        drawn += (direction[i] ?? 0) ** 2;
      }
      const scale = drawn > 0 ? Math.sqrt(own / drawn) : 0;
      for (let i = from + filter; i < from + size; i += filters) direction[i] = (direction[i] ?? 0) * scale;
    }
  }
  return direction;
}

export interface PrincipalPlane {
  /** Two directions of length 1 at right angles. */
  readonly directions: readonly [Float32Array, Float32Array];
  /** The share of all movement that lies along each. */
  readonly variance: readonly [number, number];
}

/** The plane in which these points lie as far as a plane can hold them; undefined if they are fewer than three or one. */
export function principalPlane(points: readonly Float32Array[]): PrincipalPlane | undefined {
  const [first] = points;
  if (first === undefined || points.length < 3) return undefined;
  const n = points.length;
  const mean = new Float64Array(first.length);
  for (const point of points) for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (point[i] ?? 0) / n;
  const centred = points.map((point) => Float64Array.from(point, (value, i) => value - (mean[i] ?? 0)));
  // The matrix of the points' products is small and has the same eigenvalues as that of the weights.
  const products = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const product = innerProduct(centred[i] ?? mean, centred[j] ?? mean);
      products[i * n + j] = product;
      products[j * n + i] = product;
    }
  const [one, two, ...rest] = symmetricEigen(products, n);
  if (one === undefined || two === undefined || !(one.value > 0)) return undefined;
  const total = [one, two, ...rest].reduce((sum, { value }) => sum + Math.max(0, value), 0);
  const along = ({ value, vector }: typeof one): Float32Array => {
    const direction = new Float32Array(first.length);
    if (!(value > 0)) return direction;
    centred.forEach((point, k) => {
      const share = (vector[k] ?? 0) / Math.sqrt(value);
      for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] ?? 0) + share * (point[i] ?? 0);
    });
    return direction;
  };
  return {
    directions: [along(one), along(two)],
    variance: [one.value / total, Math.max(0, two.value) / total],
  };
}

/** Where a point lies in the plane, seen from another one. */
export const placeIn = (
  directions: readonly [Float32Array, Float32Array],
  point: Float32Array,
  from: Float32Array,
): readonly [x: number, y: number] => {
  const away = Float64Array.from(point, (value, i) => value - (from[i] ?? 0));
  return [innerProduct(away, directions[0]), innerProduct(away, directions[1])];
};
