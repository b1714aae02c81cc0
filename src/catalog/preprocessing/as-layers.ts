/** Layers of Keras that take the place of preprocessing inside of a model. */
import type { Json } from '../../base/json.ts';
import type { Shape } from '../../base/shape.ts';
import { sizeOf } from '../../base/shape.ts';
import type { StepLayer } from '../define/index.ts';

/** (x − mean) / divisor for each value of an example. */
export const normalizationLayer = (
  shape: Shape,
  mean: (value: number) => number,
  divisor: (value: number) => number,
): StepLayer => {
  const all = Array.from({ length: sizeOf(shape) }, (_, i) => i);
  return {
    className: 'Normalization',
    config: {
      axis: shape.length === 1 ? -1 : shape.map((_, i) => i + 1),
      mean: nested(all.map(mean), shape),
      variance: nested(
        all.map((i) => divisor(i) ** 2),
        shape,
      ),
    },
  };
};

/** (x − mean) times each row of `matrix`: the examples are flattened for it, and brought back into `back` if that is given. */
export function projectionLayers(
  shape: Shape,
  mean: Float64Array,
  matrix: Float64Array,
  back?: Shape,
): readonly StepLayer[] {
  const columns = sizeOf(shape);
  const outputs = matrix.length / Math.max(1, columns);
  const kernel = new Float32Array(matrix.length);
  for (let o = 0; o < outputs; o++)
    for (let j = 0; j < columns; j++) kernel[j * outputs + o] = matrix[o * columns + j] ?? 0;
  return [
    normalizationLayer(
      shape,
      (i) => mean[i] ?? 0,
      () => 1,
    ),
    ...(shape.length > 1 ? [{ className: 'Flatten', config: {} }] : []),
    {
      className: 'Dense',
      config: { units: outputs, use_bias: false, trainable: false },
      weights: [{ name: 'kernel', shape: [columns, outputs], values: kernel }],
    },
    ...(back !== undefined && back.length > 1 ? [{ className: 'Reshape', config: { target_shape: back } }] : []),
  ];
}

/** Values as lists inside lists, as Keras takes the numbers of an example with several dimensions. */
function nested(values: readonly number[], [first, ...inner]: Shape): readonly Json[] {
  if (first === undefined || inner.length === 0) return values;
  const size = values.length / first;
  return Array.from({ length: first }, (_, i) => nested(values.slice(i * size, (i + 1) * size), inner));
}
