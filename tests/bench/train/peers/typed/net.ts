/** A stack of dense layers on preallocated arrays: a step allocates nothing. */
import { must } from '../../../../../src/base/invariant.ts';
import type { Feed } from '../../feed.ts';
import type { Prepared } from '../../program.ts';
import type { Stack } from '../../task.ts';
import type { Steps } from '../stepwise.ts';
import { BatchNormRelu } from './batch-norm.ts';
import { Dense } from './dense.ts';
import { adam, sgd } from './optimizers.ts';
import type { Update, Weight } from './optimizers.ts';
import { softmaxCrossentropy, squaredError, tanh, tanhBackward } from './output.ts';

export class TypedNet implements Steps {
  private readonly dense: readonly Dense[];
  /** Behind each hidden layer, where the net is normalised. */
  private readonly norms: readonly BatchNormRelu[];
  private readonly outputGradient: Float32Array;
  private readonly update: Update;
  private readonly usesTanh: boolean;
  private latest = Number.NaN;

  constructor(
    private readonly prepared: Prepared,
    { sizes, normalised }: Stack,
  ) {
    const { task, weights } = prepared;
    const dense = weights.filter(({ kernel }) => kernel !== undefined);
    this.dense = dense.map(
      ({ kernel, bias }, i) =>
        new Dense(task.batch, sizes[i] ?? 0, sizes[i + 1] ?? 0, must(kernel, 'a kernel'), must(bias, 'a bias')),
    );
    const norms = weights.filter(({ gamma }) => gamma !== undefined);
    this.norms = norms.map((own, i) => new BatchNormRelu(task.batch, sizes[i + 1] ?? 0, own));
    this.outputGradient = new Float32Array(task.batch * task.outputs);
    this.usesTanh = !normalised;
    const all: Weight[] = [
      ...this.dense.flatMap(({ kernel, kernelGradient, bias, biasGradient }) => [
        { value: kernel, gradient: kernelGradient },
        { value: bias, gradient: biasGradient },
      ]),
      ...this.norms.flatMap(({ gamma, gammaGradient, beta, betaGradient }) => [
        { value: gamma, gradient: gammaGradient },
        { value: beta, gradient: betaGradient },
      ]),
    ];
    this.update = (task.optimizer === 'SGD' ? sgd : adam)(all, task.learningRate);
  }

  step({ x, y }: Feed): void {
    const { dense, norms, usesTanh, outputGradient } = this;
    const { output, outputs } = this.prepared.task;
    const last = dense.length - 1;
    let value = x;
    for (let l = 0; l <= last; l++) {
      value = must(dense[l], 'a layer').forward(value);
      if (l < last && norms[l] !== undefined) value = must(norms[l], 'a normalisation').forward(value);
      else if (usesTanh || output === 'tanh') tanh(value);
    }
    this.latest =
      output === 'softmax'
        ? softmaxCrossentropy(y, value, outputGradient, outputs)
        : squaredError(y, value, outputGradient);
    if (output === 'tanh') tanhBackward(value, outputGradient);
    let gradient = outputGradient;
    for (let l = last; l >= 0; l--) {
      const layer = must(dense[l], 'a layer');
      layer.backward(l === 0 ? x : this.hidden(l - 1), gradient);
      if (l === 0) break;
      gradient = layer.backwardInput(gradient);
      if (usesTanh) tanhBackward(this.hidden(l - 1), gradient);
      else gradient = must(norms[l - 1], 'a normalisation').backward(gradient);
    }
    this.update();
  }

  loss(): number {
    return this.latest;
  }

  /** What hidden layer `l` gives on. */
  private hidden(l: number): Float32Array {
    return must(this.norms[l] ?? this.dense[l], 'a hidden layer').output;
  }
}
