/** An activation function that the compiled kernels know. */
export interface CompiledActivation {
  /** Its number in the arguments of `dense`, `activation` and their gradients. */
  readonly code: number;
  /** What the gradient is computed from: what the function was applied to, or what it gave. */
  readonly gradientFrom: 'input' | 'output';
}

/**
 * By Keras' names. `leaky_relu` and `elu` take the number `alpha` (at least 0 for `elu`), all others ignore it.
 * Where the gradient is taken from the output, the input need not be kept. Corners have the slope that the
 * catalog gives them.
 */
export const ACTIVATIONS = {
  linear: { code: 0, gradientFrom: 'output' },
  relu: { code: 1, gradientFrom: 'output' },
  leaky_relu: { code: 2, gradientFrom: 'input' },
  relu6: { code: 3, gradientFrom: 'input' },
  elu: { code: 4, gradientFrom: 'output' },
  selu: { code: 5, gradientFrom: 'output' },
  sigmoid: { code: 6, gradientFrom: 'output' },
  hard_sigmoid: { code: 7, gradientFrom: 'input' },
  tanh: { code: 8, gradientFrom: 'output' },
  softsign: { code: 9, gradientFrom: 'output' },
  softplus: { code: 10, gradientFrom: 'output' },
  exponential: { code: 11, gradientFrom: 'output' },
  silu: { code: 12, gradientFrom: 'input' },
  gelu: { code: 13, gradientFrom: 'input' },
  mish: { code: 14, gradientFrom: 'input' },
} as const satisfies Readonly<Record<string, CompiledActivation>>;
