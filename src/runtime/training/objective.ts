/*
 * The number that training lowers: the loss of the wired loss node plus the penalties of every
 * regularized weight, as Keras reports it both for training and for validation.
 */
import { must } from '../../base/invariant.ts';
import { activationNamed } from '../../catalog/activations/functions/index.ts';
import type { Metric, Tensor } from '../../catalog/define/index.ts';
import { measuredMetrics } from '../../catalog/metrics/measured.ts';
import type { Rows } from '../data/device-data.ts';
import type { Linked } from '../link.ts';
import type { Network } from '../model/network.ts';
import type { Pass } from '../model/pass.ts';
import { tf } from '../tf.ts';

export class Objective {
  /** What is measured beside the loss, in this order behind it. */
  readonly metrics: readonly Metric[];
  /** y_pred is read before softmax or sigmoid, or the network gives no probabilities at all. */
  private readonly onLogits: boolean;

  constructor(private readonly linked: Linked) {
    const { program, loss, output } = linked;
    const { target } = program.data.info;
    this.onLogits = program.loss.fused !== undefined || loss.definition.fromLogits?.(loss.params) === true;
    this.metrics = measuredMetrics(loss, linked.metrics, {
      encoding: program.data.encoding,
      classes: target.kind === 'classes' ? target.names.length : 0,
      width: output.plan.outputShapes[program.output.output]?.at(-1) ?? 1,
    });
  }

  /** Loss with penalties, and y_pred as the loss saw it. The pass must stop at `network.fusedLayer`. */
  evaluate(network: Network, rows: Rows, pass: Pass): { loss: Tensor; output: Tensor } {
    const output = network.forward(rows.inputs, pass);
    const { definition, params } = this.linked.loss;
    const call = this.onLogits
      ? must(definition.callOnLogits, `the loss of ${definition.type} on logits`)
      : definition.call;
    return { loss: this.withPenalties(network, call(tf, params, rows.targets, output)), output };
  }

  /** The loss and behind it the sums of each metric as one vector, from what `evaluate` gave; `Sums` reads it. */
  figures(rows: Rows, loss: Tensor, output: Tensor): Tensor {
    const softmax = this.linked.program.loss.fused?.activation === 'softmax';
    const asIs = ({ beforeSoftmax }: Metric) => beforeSoftmax === true && softmax;
    const prediction = this.metrics.every(asIs) ? output : this.prediction(output);
    const sums = this.metrics.map((metric) => metric.sums(tf, rows.targets, asIs(metric) ? output : prediction));
    return tf.concat([loss, ...sums].map((part) => tf.reshape(part, [-1])));
  }

  /** What the user reads: probabilities where the loss reads logits of a fused layer. */
  prediction(output: Tensor): Tensor {
    const { fused } = this.linked.program.loss;
    return fused === undefined ? output : activationNamed(fused.activation).apply(tf, output);
  }

  private withPenalties(network: Network, loss: Tensor): Tensor {
    let total = loss;
    for (const { regularizer, variable } of network.weights) {
      if (regularizer === undefined) continue;
      total = tf.add(total, regularizer.definition.penalty(tf, regularizer.params, variable));
    }
    return total;
  }
}
