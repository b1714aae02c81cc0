/* Sums and means along some axes, for tfjs' cpu backend, which would turn the tensor first. Sums are of double precision. */
import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs';
import { must } from '../../base/invariant.ts';
import type { KernelCall } from '../put-before.ts';
import { tf } from '../tf.ts';
import { floatsOf, tensorOf } from './floats.ts';

export const sumOf = (call: KernelCall): TensorInfo | undefined => summed(call, () => 1);
export const meanOf = (call: KernelCall): TensorInfo | undefined => summed(call, (count) => count);

/** Of floats along axes that lie side by side; undefined otherwise. */
function summed({ inputs, attrs, backend }: KernelCall, divisor: (count: number) => number): TensorInfo | undefined {
  const x = must(inputs['x'], 'what is summed up');
  const axes = tf.util.parseAxisParam(attrs?.['axis'] as number | number[], x.shape).toSorted((a, b) => a - b);
  const [first = 0, last = first - 1] = [axes[0], axes.at(-1)];
  if (x.dtype !== 'float32' || axes.length === 0 || last - first !== axes.length - 1) return undefined;
  const size = tf.util.sizeFromShape;
  const [before, along, behind] = [x.shape.slice(0, first), x.shape.slice(first, last + 1), x.shape.slice(last + 1)];
  const of = backend as KernelBackend;
  const values = sums(floatsOf(x, of), size(before), size(along), size(behind), divisor(size(along)));
  const kept = attrs?.['keepDims'] === true ? along.map(() => 1) : [];
  const shape = [...before, ...kept, ...behind];
  return tensorOf(values, shape, of);
}

function sums(x: Float32Array, before: number, along: number, behind: number, divisor: number): Float32Array {
  const found = new Float32Array(before * behind);
  const row = new Float64Array(behind);
  let at = 0;
  for (let i = 0; i < before; i++) {
    row.fill(0);
    for (let j = 0; j < along; j++)
      for (let k = 0; k < behind; k++, at++) row[k] = (row[k] as number) + (x[at] as number);
    for (let k = 0; k < behind; k++) found[i * behind + k] = (row[k] as number) / divisor;
  }
  return found;
}
