/** Batch normalisation with ReLU behind it, on preallocated arrays: y = max(0, γ·(x − mean)/√(var + ε) + β). */
const EPSILON = 1e-3;
const MOMENTUM = 0.99;

export class BatchNormRelu {
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly gammaGradient: Float32Array;
  readonly betaGradient: Float32Array;
  readonly output: Float32Array;
  readonly inputGradient: Float32Array;
  private readonly movingMean: Float32Array;
  private readonly movingVariance: Float32Array;
  private readonly mean: Float32Array;
  /** 1/√(var + ε). */
  private readonly scale: Float32Array;
  private readonly normal: Float32Array;

  constructor(
    private readonly rows: number,
    private readonly units: number,
    weights: Readonly<Record<string, Float32Array>>,
  ) {
    const own = (name: string) => weights[name]?.slice() ?? new Float32Array(units);
    this.gamma = own('gamma');
    this.beta = own('beta');
    this.movingMean = own('moving_mean');
    this.movingVariance = own('moving_variance');
    this.gammaGradient = new Float32Array(units);
    this.betaGradient = new Float32Array(units);
    this.mean = new Float32Array(units);
    this.scale = new Float32Array(units);
    this.output = new Float32Array(rows * units);
    this.normal = new Float32Array(rows * units);
    this.inputGradient = new Float32Array(rows * units);
  }

  forward(x: Float32Array): Float32Array {
    const { rows, units, mean, scale, normal, gamma, beta, output } = this;
    this.measure(x);
    for (let i = 0; i < rows; i++) {
      for (let j = 0, at = i * units; j < units; j++, at++) {
        const value = ((x[at] ?? 0) - (mean[j] ?? 0)) * (scale[j] ?? 0);
        const shifted = value * (gamma[j] ?? 0) + (beta[j] ?? 0);
        normal[at] = value;
        output[at] = shifted > 0 ? shifted : 0;
      }
    }
    return output;
  }

  /** Gradients of γ, β and the input from that of the output, which is overwritten. */
  backward(gradient: Float32Array): Float32Array {
    const { rows, units, normal, scale, gamma, gammaGradient, betaGradient, output, inputGradient } = this;
    gammaGradient.fill(0);
    betaGradient.fill(0);
    for (let i = 0; i < rows; i++) {
      for (let j = 0, at = i * units; j < units; j++, at++) {
        const passed = (output[at] ?? 0) > 0 ? (gradient[at] ?? 0) : 0;
        gradient[at] = passed;
        gammaGradient[j] = (gammaGradient[j] ?? 0) + passed * (normal[at] ?? 0);
        betaGradient[j] = (betaGradient[j] ?? 0) + passed;
      }
    }
    for (let i = 0; i < rows; i++) {
      for (let j = 0, at = i * units; j < units; j++, at++) {
        const common = ((betaGradient[j] ?? 0) + (normal[at] ?? 0) * (gammaGradient[j] ?? 0)) / rows;
        inputGradient[at] = (gamma[j] ?? 0) * (scale[j] ?? 0) * ((gradient[at] ?? 0) - common);
      }
    }
    return inputGradient;
  }

  /** Mean and biased variance of each unit over the rows; the moving averages follow them. */
  private measure(x: Float32Array): void {
    const { rows, units, mean, scale, movingMean, movingVariance } = this;
    mean.fill(0);
    scale.fill(0);
    for (let i = 0; i < rows; i++) {
      for (let j = 0, at = i * units; j < units; j++, at++) mean[j] = (mean[j] ?? 0) + (x[at] ?? 0) / rows;
    }
    for (let i = 0; i < rows; i++) {
      for (let j = 0, at = i * units; j < units; j++, at++) {
        const centred = (x[at] ?? 0) - (mean[j] ?? 0);
        scale[j] = (scale[j] ?? 0) + (centred * centred) / rows;
      }
    }
    for (let j = 0; j < units; j++) {
      const variance = scale[j] ?? 0;
      movingMean[j] = (movingMean[j] ?? 0) * MOMENTUM + (mean[j] ?? 0) * (1 - MOMENTUM);
      movingVariance[j] = (movingVariance[j] ?? 0) * MOMENTUM + variance * (1 - MOMENTUM);
      scale[j] = 1 / Math.sqrt(variance + EPSILON);
    }
  }
}
