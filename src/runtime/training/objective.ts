/*
 * The number that training lowers: the loss of the wired loss node plus the penalties of every
 * regularized weight, as Keras reports it both for training and for validation.
 */
import { must } from '../../base/invariant.ts';
import type { LossDefinition, Metric, Tensor } from '../../catalog/define/index.ts';
import { catalog } from '../../catalog/index.ts';
import { applyActivation } from '../../catalog/activations/functions/index.ts';
import type { Program } from '../../compiler/types.ts';
import type { Rows } from '../data/device-data.ts';
import type { ForwardOptions, Network } from '../model/network.ts';
import { tf } from '../tf.ts';

export class Objective {
  readonly metric: Metric | undefined;
  private readonly loss: LossDefinition;
  /** y_pred is read before softmax or sigmoid, or the network gives no probabilities at all. */
  private readonly onLogits: boolean;

  constructor(private readonly program: Program) {
    this.loss = catalog.expect(program.loss.type, 'loss');
    this.onLogits = program.loss.fused !== undefined || this.loss.fromLogits?.(program.loss.params) === true;
    this.metric = this.loss.metrics(program.loss.params, program.data.encoding)[0];
  }

  /** Loss with penalties, and y_pred as the loss saw it. Call inside `tf.tidy`. */
  evaluate(network: Network, rows: Rows, options: ForwardOptions): { loss: Tensor; output: Tensor } {
    const { output } = network.forward(rows.inputs, { ...options, logits: true });
    const { params } = this.program.loss;
    const call = this.onLogits
      ? must(this.loss.callOnLogits, `the loss of ${this.loss.type} on logits`)
      : this.loss.call;
    const loss = call(tf, params, rows.targets, output);
    return { loss: this.addPenalties(network, loss), output };
  }

  /** The metric over a batch, from `output` as `evaluate` gave it; undefined if the loss has none. */
  measure(rows: Rows, output: Tensor): Tensor | undefined {
    const asIs = this.metric?.beforeSoftmax === true && this.program.loss.fused?.activation === 'softmax';
    return this.metric?.call(tf, rows.targets, asIs ? output : this.prediction(output));
  }

  /** What the user reads: probabilities where the loss reads logits of a fused layer. */
  prediction(output: Tensor): Tensor {
    const { fused } = this.program.loss;
    return fused === undefined ? output : applyActivation(tf, fused.activation, output);
  }

  private addPenalties(network: Network, loss: Tensor): Tensor {
    let total = loss;
    for (const { plan, variable } of network.weights) {
      if (plan.regularizer === undefined) continue;
      const { type, params } = plan.regularizer;
      total = tf.add(total, catalog.expect(type, 'regularizer').penalty(tf, params, variable));
    }
    return total;
  }
}
