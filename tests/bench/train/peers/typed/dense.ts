/*
 * A dense layer on preallocated arrays. The loops run in the order that reads and writes memory row by
 * row, which is what matters most without vector instructions; they are not unrolled by hand.
 */
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
      for (let j = 0; j < units; j++) output[at + j] = bias[j] ?? 0;
      for (let k = 0; k < inputs; k++) {
        const value = x[i * inputs + k] ?? 0;
        const row = k * units;
        for (let j = 0; j < units; j++) output[at + j] = (output[at + j] ?? 0) + value * (kernel[row + j] ?? 0);
      }
    }
    return output;
  }

  /** Gradients of kernel and bias from that of the output. */
  backward(x: Float32Array, gradient: Float32Array): void {
    const { rows, inputs, units, kernelGradient, biasGradient } = this;
    kernelGradient.fill(0);
    biasGradient.fill(0);
    for (let i = 0; i < rows; i++) {
      const at = i * units;
      for (let j = 0; j < units; j++) biasGradient[j] = (biasGradient[j] ?? 0) + (gradient[at + j] ?? 0);
      for (let k = 0; k < inputs; k++) {
        const value = x[i * inputs + k] ?? 0;
        const row = k * units;
        for (let j = 0; j < units; j++) {
          kernelGradient[row + j] = (kernelGradient[row + j] ?? 0) + value * (gradient[at + j] ?? 0);
        }
      }
    }
  }

  /** The gradient of the input; not needed for the first layer. */
  backwardInput(gradient: Float32Array): Float32Array {
    const { rows, inputs, units, kernel, inputGradient } = this;
    for (let i = 0; i < rows; i++) {
      const at = i * units;
      for (let k = 0; k < inputs; k++) {
        const row = k * units;
        let sum = 0;
        for (let j = 0; j < units; j++) sum += (gradient[at + j] ?? 0) * (kernel[row + j] ?? 0);
        inputGradient[i * inputs + k] = sum;
      }
    }
    return inputGradient;
  }
}
