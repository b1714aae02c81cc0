/* A dense layer in one call forward and one back. */
import { activation, activationGrad } from './activation';
import { columnSums } from './columns';
import { TRANSPOSE_A, TRANSPOSE_B, gemm } from './matmul';

/** y = f(x·kernel + bias); where `z` is given, it keeps what f was applied to. */
export function dense(
  x: usize,
  kernel: usize,
  bias: usize,
  z: usize,
  y: usize,
  rows: i32,
  inputs: i32,
  units: i32,
  code: i32,
  alpha: f32,
): void {
  const linear = z ? z : y;
  gemm(x, kernel, linear, rows, units, inputs, 0, bias, 0);
  if (code !== 0 || linear !== y) activation(linear, y, rows * units, code, alpha);
}

/**
 * dz = dy·f′, then dKernel = xᵀ·dz, dBias = Σ dz, dx = dz·kernelᵀ, each if it is given. A linear layer needs
 * no `dz`; `dz` may be `dy`.
 */
export function denseGrad(
  x: usize,
  kernel: usize,
  at: usize,
  dy: usize,
  dz: usize,
  dKernel: usize,
  dBias: usize,
  dx: usize,
  rows: i32,
  inputs: i32,
  units: i32,
  code: i32,
  alpha: f32,
): void {
  let slope = dy;
  if (code !== 0) {
    activationGrad(at, dy, dz, rows * units, code, alpha);
    slope = dz;
  }
  if (dKernel) gemm(x, slope, dKernel, inputs, units, rows, TRANSPOSE_A, 0, 0);
  if (dBias) columnSums(slope, dBias, rows, units);
  if (dx) gemm(slope, kernel, dx, rows, inputs, units, TRANSPOSE_B, 0, 0);
}
