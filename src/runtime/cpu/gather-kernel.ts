/* Rows of a table, for tfjs' cpu backend: what brings each batch together. */
import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs';
import { must } from '../../base/invariant.ts';
import type { KernelCall } from '../put-before.ts';
import { floatsOf, tensorOf } from './floats.ts';

/** Whole rows of floats; none of ours for parts of rows, and for rows that are not there, which tfjs refuses. */
export function gatheredRows({ inputs, attrs, backend }: KernelCall): TensorInfo | undefined {
  const [x, indices] = [must(inputs['x'], 'the table'), must(inputs['indices'], 'the rows')];
  if (attrs?.['axis'] !== 0 || (attrs['batchDims'] ?? 0) !== 0 || x.dtype !== 'float32') return undefined;
  const of = backend as KernelBackend;
  const wanted = of.readSync(indices.dataId) as ArrayLike<number>;
  const [rows = 0, ...row] = x.shape;
  const width = row.reduce((product, size) => product * size, 1);
  const table = floatsOf(x, of);
  const values = new Float32Array(wanted.length * width);
  for (let i = 0; i < wanted.length; i++) {
    const from = wanted[i] as number;
    if (!(from >= 0 && from < rows)) return undefined;
    values.set(table.subarray(from * width, (from + 1) * width), i * width);
  }
  const shape = [...indices.shape, ...row];
  return tensorOf(values, shape, of);
}
