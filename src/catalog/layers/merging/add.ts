import type { Shape } from '../../../base/shape.ts';
import { err, ok } from '../../../base/result.ts';
import { formatShape, sizeOf } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { mergePorts } from '../ports.ts';

/** The shape two tensors have after adding, where a dimension of 1 is repeated to fit; undefined if they do not fit. */
function sumShape(a: Shape, b: Shape): Shape | undefined {
  if (a.length !== b.length) return undefined;
  if (a.some((n, i) => n !== b[i] && n !== 1 && b[i] !== 1)) return undefined;
  return a.map((n, i) => (n === 1 ? (b[i] ?? n) : n));
}

export const add = defineLayer({
  type: 'Add',
  category: 'Layers',
  rank: 50,
  keras: { module: 'keras.layers' },
  inTfjs: () => true,
  summary: 'Adds several wires, value by value: a skip connection.',
  description:
    'Sums tensors of the same shape. Its main use is the skip connection: a wire around some layers that is added to their result, so that signals and gradients have a short way through a deep network. All wires must have the same shape; put a Dense layer in the shorter way to make them fit.',
  formula: 'y = x₁ + x₂ + …',
  keywords: ['skip', 'residual', 'shortcut', 'sum', 'merge'],
  ...mergePorts(),
  params: {},
  outputShape(_params, { inputs }) {
    const [first, ...others] = inputs;
    if (others.length === 0) return err(`adds two or more wires, found ${inputs.length}; wire another one to inputs`);
    let sum = first;
    for (const [i, shape] of others.entries()) {
      const next = sumShape(sum, shape);
      if (next === undefined)
        return err(
          `adds wires of the same shape: found ${formatShape(shape)} on wire ${i + 2}, expected ${formatShape(sum)} as before it`,
        );
      sum = next;
    }
    return ok(sum);
  },
  /** Additions only. */
  multiplyAdds: (_params, { inputs }) => (inputs.length - 1) * Math.max(0, ...inputs.map(sizeOf)),
  call: (tf, _params, { inputs: [first, ...others] }) => others.reduce((sum, x) => tf.add(sum, x), first),
});
