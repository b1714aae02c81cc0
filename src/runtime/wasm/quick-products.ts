/*
 * tfjs multiplies matrices on wasm with all that a processor has, but only where neither is to be transposed: then it
 * takes one number after the other, five to ten times as long. Both products of a way back are of that kind. Where
 * nobody was promised the very bits of tfjs, large ones are transposed first.
 */
import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs';
import { must } from '../../base/invariant.ts';
import { sizeOf } from '../../base/shape.ts';
import type { StepMode } from '../../protocol/step-mode.ts';
import { kernelOf, putBefore } from '../put-before.ts';

/** Multiply-adds from which on two more passes over the factors do not count. */
const LARGE = 2 ** 20;

let quick = false;

/** Computes with large products transposed first, which rounds a little otherwise; only on wasm anything changes. */
export function withQuickProducts<T>(compute: () => T): T {
  const before = quick;
  quick = true;
  try {
    return compute();
  } finally {
    quick = before;
  }
}

/** The same, unless steps in this mode are promised the very numbers of tfjs. */
export const inMode = <T>(mode: StepMode | undefined, compute: () => T): T =>
  mode === 'exact' || mode === 'eager' ? compute() : withQuickProducts(compute);

/** Puts this in front of tfjs' own product on the wasm backend. */
export function registerQuickProducts(): void {
  putBefore('BatchMatMul', 'wasm', (call, plain) => {
    const { inputs, attrs = {} } = call;
    const [a, b] = [must(inputs['a'], 'the left factor'), must(inputs['b'], 'the right factor')];
    const [turnA, turnB] = [attrs['transposeA'] === true, attrs['transposeB'] === true];
    // Of several products in one call, tfjs computes each the slow way.
    const single = a.shape.length === 2 && b.shape.length === 2;
    const width = b.shape[turnB ? 0 : 1] ?? 0;
    if (!quick || !single || !(turnA || turnB) || sizeOf(a.shape) * width < LARGE) return undefined;
    const backend = call.backend as KernelBackend;
    const [left, right] = [turnA ? transposed(a, backend) : a, turnB ? transposed(b, backend) : b];
    const product = plain({
      inputs: { a: left, b: right },
      attrs: { transposeA: false, transposeB: false },
      backend,
    });
    if (turnA) backend.disposeData(left.dataId);
    if (turnB) backend.disposeData(right.dataId);
    return product as TensorInfo;
  });
}

function transposed(x: TensorInfo, backend: KernelBackend): TensorInfo {
  return kernelOf('Transpose', 'wasm').kernelFunc({ inputs: { x }, attrs: { perm: [1, 0] }, backend }) as TensorInfo;
}
