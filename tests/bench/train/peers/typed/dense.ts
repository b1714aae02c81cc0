/** A dense layer on preallocated arrays. Its loops read and write memory row by row. */
import { addFourRows, addRow, dotRows } from './rows.ts';

export class Dense {
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly kernelGradient: Float32Array;
  readonly biasGradient: Float32Array;
  readonly output: Float32Array;
  readonly inputGradient: Float32Array;

  constructor(
    private readonly rows: number,
    private readonly inputs: number,
    private readonly units: number,
    kernel: Float32Array,
    bias: Float32Array,
  ) {
    this.kernel = kernel.slice();
    this.bias = bias.slice();
    this.kernelGradient = new Float32Array(inputs * units);
    this.biasGradient = new Float32Array(units);
    this.output = new Float32Array(rows * units);
    this.inputGradient = new Float32Array(rows * inputs);
  }

  /** `output = x · kernel + bias`. */
  forward(x: Float32Array): Float32Array {
    const { rows, inputs, units, kernel, bias, output } = this;
    for (let i = 0; i < rows; i++) {
      const at = i * units;
      const from = i * inputs;
      for (let j = 0; j < units; j++) output[at + j] = bias[j] ?? 0;
      let k = 0;
      for (; k + 3 < inputs; k += 4) {
        const first = from + k;
        const a = x[first] ?? 0;
        const b = x[first + 1] ?? 0;
        const c = x[first + 2] ?? 0;
        const d = x[first + 3] ?? 0;
        addFourRows(output, at, units, a, b, c, d, kernel, k * units);
      }
      for (; k < inputs; k++) addRow(output, at, units, x[from + k] ?? 0, kernel, k * units);
    }
    return output;
  }

  /** Gradients of kernel and bias from that of the output. */
  backward(x: Float32Array, gradient: Float32Array): void {
    const { rows, inputs, units, kernelGradient, biasGradient } = this;
    kernelGradient.fill(0);
    biasGradient.fill(0);
    for (let i = 0; i < rows; i++) addRow(biasGradient, 0, units, 1, gradient, i * units);
    let i = 0;
    for (; i + 3 < rows; i += 4) {
      for (let k = 0, at = i * inputs; k < inputs; k++, at++) {
        const a = x[at] ?? 0;
        const b = x[at + inputs] ?? 0;
        const c = x[at + 2 * inputs] ?? 0;
        const d = x[at + 3 * inputs] ?? 0;
        addFourRows(kernelGradient, k * units, units, a, b, c, d, gradient, i * units);
      }
    }
    for (; i < rows; i++) {
      for (let k = 0; k < inputs; k++)
        addRow(kernelGradient, k * units, units, x[i * inputs + k] ?? 0, gradient, i * units);
    }
  }

  /** The gradient of the input; not needed for the first layer. */
  backwardInput(gradient: Float32Array): Float32Array {
    const { rows, inputs, units, kernel, inputGradient } = this;
    for (let i = 0; i < rows; i++) dotRows(inputGradient, i * inputs, inputs, units, gradient, i * units, kernel);
    return inputGradient;
  }
}
