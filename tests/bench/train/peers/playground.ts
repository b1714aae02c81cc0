/*
 * How TensorFlow Playground computes, written anew from the description of its algorithm; none of its code
 * is here. A net is a graph of objects: nodes, and links that each hold one weight. An example goes
 * through it node by node, its error comes back link by link, and the derivatives are added up until the
 * batch is over. Playground has one output and 0.5·(y − t)² as its error; several outputs are the same rule for
 * each, and the learning rate is scaled so that the step is that of the mean squared error.
 */
import { must } from '../../../../src/base/invariant.ts';
import type { Feed } from '../feed.ts';
import type { Peer } from '../peer.ts';
import type { Prepared } from '../program.ts';
import { stepwise } from './stepwise.ts';
import type { Steps } from './stepwise.ts';

interface Activation {
  readonly output: (x: number) => number;
  /** From the total input, as there: tanh is computed once more. */
  readonly derivative: (x: number) => number;
}

const TANH: Activation = {
  output: Math.tanh,
  derivative(x) {
    const y = Math.tanh(x);
    return 1 - y * y;
  },
};

class Neuron {
  readonly incoming: Link[] = [];
  readonly outgoing: Link[] = [];
  total = 0;
  output = 0;
  /** Derivatives of the error by this node's output and by its total input. */
  outputError = 0;
  inputError = 0;
  private summed = 0;
  private count = 0;

  constructor(
    private readonly activation: Activation,
    private bias: number,
  ) {}

  forward(): void {
    this.total = this.bias;
    for (const { source, weight } of this.incoming) this.total += weight * source.output;
    this.output = this.activation.output(this.total);
  }

  /** Takes over the error of its output, which the nodes behind it have found. */
  backward(): void {
    this.inputError = this.outputError * this.activation.derivative(this.total);
    this.summed += this.inputError;
    this.count++;
    for (const link of this.incoming) link.collect();
  }

  gatherError(): void {
    this.outputError = 0;
    for (const { weight, target } of this.outgoing) this.outputError += weight * target.inputError;
  }

  update(rate: number): void {
    if (this.count > 0) this.bias -= (rate * this.summed) / this.count;
    this.summed = this.count = 0;
    for (const link of this.incoming) link.update(rate);
  }
}

class Link {
  private summed = 0;
  private count = 0;

  constructor(
    readonly source: Neuron,
    readonly target: Neuron,
    public weight: number,
  ) {}

  collect(): void {
    this.summed += this.target.inputError * this.source.output;
    this.count++;
  }

  update(rate: number): void {
    if (this.count > 0) this.weight -= (rate * this.summed) / this.count;
    this.summed = this.count = 0;
  }
}

class PlaygroundNet implements Steps {
  private readonly layers: readonly (readonly Neuron[])[];
  private readonly rate: number;
  private latest = Number.NaN;

  constructor({ task, weights }: Prepared) {
    const inputs = Array.from({ length: task.input[0] ?? 0 }, () => new Neuron(TANH, 0));
    const layers = [inputs];
    for (const { kernel, bias } of weights) {
      const before = layers.at(-1) ?? [];
      const layer = Array.from(must(bias, 'the biases'), (each) => new Neuron(TANH, each));
      before.forEach((source, i) =>
        layer.forEach((target, j) => {
          const link = new Link(source, target, must(kernel, 'the kernel')[i * layer.length + j] ?? 0);
          source.outgoing.push(link);
          target.incoming.push(link);
        }),
      );
      layers.push(layer);
    }
    this.layers = layers;
    this.rate = (task.learningRate * 2) / task.outputs;
  }

  step({ x, y }: Feed): void {
    const [inputs = [], ...layers] = this.layers;
    const outputs = layers.at(-1) ?? [];
    const rows = x.length / inputs.length;
    let error = 0;
    for (let row = 0; row < rows; row++) {
      inputs.forEach((neuron, i) => (neuron.output = x[row * inputs.length + i] ?? 0));
      for (const layer of layers) for (const neuron of layer) neuron.forward();
      outputs.forEach((neuron, k) => {
        neuron.outputError = neuron.output - (y[row * outputs.length + k] ?? 0);
        error += neuron.outputError ** 2;
      });
      for (let l = layers.length - 1; l >= 0; l--) {
        const layer = layers[l] ?? [];
        if (layer !== outputs) for (const neuron of layer) neuron.gatherError();
        for (const neuron of layer) neuron.backward();
      }
    }
    for (const layer of layers) for (const neuron of layer) neuron.update(this.rate);
    this.latest = error / (rows * outputs.length);
  }

  loss(): number {
    return this.latest;
  }
}

export const playground: Peer = {
  name: 'playground',
  refuses: ({ stack }) =>
    stack === undefined || stack.normalised ? 'Playground has neither batch normalisation nor Adam' : undefined,
  open: async (prepared, setting) => stepwise(prepared, setting, new PlaygroundNet(prepared)),
};
