/*
 * Kernels of our own on the cpu backend, for what takes most of a step: tfjs goes through tensors there number by number,
 * with a place computed for each, and takes four to fifty times as long.
 */
import { putBefore } from '../put-before.ts';
import { tf } from '../tf.ts';
import { convolutionOf, imageGradientOf, kernelGradientOf } from './convolution-kernels.ts';
import { gatheredRows } from './gather-kernel.ts';
import { poolGradientOf } from './pool-kernel.ts';
import { fusedProductOf, productOf } from './product-kernels.ts';
import { meanOf, sumOf } from './sum-kernels.ts';

let registered = false;

/** Puts ours in front of tfjs' own. */
export function registerCpuKernels(): void {
  if (registered) return;
  registered = true;
  putBefore(tf.BatchMatMul, 'cpu', productOf);
  putBefore(tf._FusedMatMul, 'cpu', fusedProductOf);
  putBefore(tf.Conv2D, 'cpu', convolutionOf);
  putBefore(tf.Conv2DBackpropFilter, 'cpu', kernelGradientOf);
  putBefore(tf.Conv2DBackpropInput, 'cpu', imageGradientOf);
  putBefore(tf.MaxPoolGrad, 'cpu', poolGradientOf);
  putBefore(tf.GatherV2, 'cpu', gatheredRows);
  putBefore(tf.Sum, 'cpu', sumOf);
  putBefore(tf.Mean, 'cpu', meanOf);
}
