/*
 * One training step, all of it in tensor ops. Shapes are static, and the batch, the learning rate and
 * the step number come in as tensors, so that nothing in a step depends on values JavaScript has seen.
 */
import { must } from '../../base/invariant.ts';
import type { OptimizerDefinition, Tensor } from '../../catalog/define/index.ts';
import { catalog } from '../../catalog/index.ts';
import { clipGradients, decayWeights } from '../../catalog/optimizers/common.ts';
import type { Program } from '../../compiler/types.ts';
import type { Rows } from '../data/device-data.ts';
import type { Network } from '../model/network.ts';
import { tf, variableOf } from '../tf.ts';
import type { Variable } from '../tf.ts';
import type { Objective } from './objective.ts';

/** What one step gives; the caller disposes both. */
export interface StepResult {
  /** A scalar. */
  readonly loss: Tensor;
  /** y_pred as the loss saw it. */
  readonly output: Tensor;
}

export class TrainingStep {
  /**
   * All trained weights end to end, and the optimizer's state in the same layout: update rules work
   * element by element, so one update of this long vector replaces one per weight.
   */
  private readonly flat: Variable;
  private readonly slots: Readonly<Record<string, Variable>>;
  private readonly optimizer: OptimizerDefinition;
  private readonly sizes: number[];
  /** The network's weights as the flat copy knows them. */
  private version = -1;

  constructor(
    private readonly program: Program,
    private readonly network: Network,
    private readonly objective: Objective,
  ) {
    this.optimizer = catalog.expect(program.optimizer.type, 'optimizer');
    this.sizes = network.trainable.map(({ variable }) => variable.size);
    const size = this.sizes.reduce((sum, n) => sum + n, 0);
    this.flat = filled(size, 0);
    this.slots = Object.fromEntries(
      Object.entries(this.optimizer.slots(program.optimizer.params)).map(([slot, value]) => [
        slot,
        filled(size, value),
      ]),
    );
  }

  /**
   * Takes one step. `step` counts from 0. With `guard`, it is asked between gradient and update whether
   * the loss may be used; if not, the weights stay as they were.
   */
  run(
    batch: Rows,
    step: number,
    learningRate: number,
    uniform: (layer: string, shape: readonly number[]) => Tensor,
    guard?: (loss: Tensor) => boolean,
  ): StepResult {
    return tf.tidy(() => {
      const { network, objective } = this;
      let output: Tensor | undefined;
      const { value: loss, grads } = tf.variableGrads(
        () => {
          const evaluated = objective.evaluate(network, batch, { training: true, uniform });
          // A copy of the handle: an identity layer gives its input on, which is not ours to dispose.
          output = tf.keep(tf.clone(evaluated.output));
          return evaluated.loss as tf.Scalar;
        },
        network.trainable.map(({ variable }) => variable),
      );
      if (guard?.(loss) !== false) this.update(grads, learningRate, step + 1);
      return { loss, output: must(output, 'the output of the step') };
    });
  }

  private update(grads: Readonly<Record<string, Tensor>>, learningRate: number, t: number): void {
    const { trainable } = this.network;
    if (trainable.length === 0) return;
    this.gatherWeights();
    const { params } = this.program.optimizer;
    const gradients = trainable.map(({ variable }) => grads[variable.name] ?? tf.zerosLike(variable));
    const gradient = flatten(clipGradients(tf, params, gradients));
    const decayed = decayWeights(tf, params, this.flat, tf.scalar(learningRate));
    const rate = tf.scalar(this.optimizer.rate?.(params, learningRate, t) ?? learningRate);
    const next = this.optimizer.update(tf, params, decayed, gradient, this.slots, rate);
    const weights = this.constrained(next.weight);
    this.flat.assign(weights);
    for (const [slot, variable] of Object.entries(this.slots)) variable.assign(must(next.slots[slot], `slot ${slot}`));
    this.scatterWeights(weights);
  }

  /** Follows weights that somebody else has set since the last step: a restart or a restored checkpoint. */
  private gatherWeights(): void {
    if (this.version === this.network.version) return;
    this.version = this.network.version;
    this.flat.assign(flatten(this.network.trainable.map(({ variable }) => variable)));
  }

  /** Keras applies constraints last in a step; without any, the vector is passed on untouched. */
  private constrained(flat: Tensor): Tensor {
    const { trainable } = this.network;
    if (trainable.every(({ plan }) => plan.constraint === undefined)) return flat;
    const parts = this.split(flat);
    return flatten(
      trainable.map(({ plan: { constraint }, variable }, i) => {
        const part = must(parts[i], `part ${i} of the weights`);
        if (constraint === undefined) return part;
        const definition = catalog.expect(constraint.type, 'constraint');
        return definition.project(tf, constraint.params, tf.reshape(part, variable.shape));
      }),
    );
  }

  private split(flat: Tensor): readonly Tensor[] {
    return this.sizes.length === 1 ? [flat] : tf.split(flat, this.sizes);
  }

  private scatterWeights(flat: Tensor): void {
    const parts = this.split(flat);
    this.network.trainable.forEach(({ variable }, i) => {
      const part = must(parts[i], `part ${i} of the weights`);
      variable.assign(variable.rank === 1 ? part : tf.reshape(part, variable.shape));
    });
  }

  /** Optimizer state as variables, for checkpoints. */
  state(): { readonly key: string; readonly variable: Variable }[] {
    return Object.entries(this.slots).map(([key, variable]) => ({ key, variable }));
  }

  dispose(): void {
    tf.dispose([this.flat, ...Object.values(this.slots)]);
  }
}

const flatten = (tensors: readonly Tensor[]): Tensor =>
  tf.concat(tensors.map((tensor) => (tensor.rank === 1 ? tensor : tf.reshape(tensor, [-1]))));

const filled = (size: number, value: number): Variable => variableOf(tf.fill([size], value), false);
