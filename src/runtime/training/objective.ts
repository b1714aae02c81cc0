/*
 * The number that training lowers: the loss of the wired loss node plus the penalties of every
 * regularized weight and of the layers that charge for their values, as Keras reports it both for
 * training and for validation.
 */
import { must } from '../../base/invariant.ts';
import { activationNamed } from '../../catalog/activations/functions/index.ts';
import type { LayerResult, Metric, Tensor } from '../../catalog/define/index.ts';
import { activationOf } from '../../catalog/layer-facts.ts';
import { measuredMetrics } from '../../catalog/metrics/measured.ts';
import type { Rows } from '../data/device-data.ts';
import type { Linked, LinkedLayer } from '../link.ts';
import type { Network } from '../model/network.ts';
import type { Pass } from '../model/pass.ts';
import { tf } from '../tf.ts';

type Charged = LinkedLayer & Required<Pick<LinkedLayer, 'activityRegularizer'>>;
const isCharged = (layer: LinkedLayer): layer is Charged => layer.activityRegularizer !== undefined;

/** Rows that are evaluated at once, where that changes nothing. */
const MANY_ROWS = 1024;

export class Objective {
  /** Whether the loss is one number for a whole batch: then evaluation takes batches of the training's size, as Keras' `fit`. */
  readonly inBatches: boolean;
  /** Rows that are evaluated at once. */
  readonly rowsAtOnce: number;
  /** What is measured beside the loss, in this order behind it. */
  readonly metrics: readonly Metric[];
  /** y_pred is read before softmax or sigmoid. */
  private readonly onLogits: boolean;
  private readonly charged: ReadonlyMap<string, Charged>;

  constructor(private readonly linked: Linked) {
    const { program, loss, output } = linked;
    const { target } = program.data.info;
    this.inBatches = loss.definition.overBatch?.(loss.params) === true;
    this.rowsAtOnce = this.inBatches ? program.batchSize : MANY_ROWS;
    this.onLogits = program.loss.fused !== undefined;
    this.metrics = measuredMetrics(loss, linked.metrics, {
      encoding: program.data.encoding,
      classes: target.kind === 'classes' ? target.names.length : 0,
      width: output.plan.outputShapes[program.output.output]?.at(-1) ?? 1,
    });
    this.charged = new Map(linked.layers.filter(isCharged).map((layer) => [layer.plan.node, layer]));
  }

  /**
   * Loss with penalties, a scalar, and y_pred as the loss saw it. The pass must stop at `network.fusedLayer`. Call inside
   * `tf.tidy`.
   */
  evaluate(network: Network, rows: Rows, pass: Pass): { loss: Tensor; output: Tensor } {
    const { answer: output, penalties } = pass.withPenalties(
      () => network.forward(rows.inputs, pass),
      (layer, result) => this.charge(layer, result, pass),
    );
    const { definition, params } = this.linked.loss;
    const call = this.onLogits
      ? must(definition.callOnLogits, `the loss of ${definition.type} on logits`)
      : definition.call;
    const charged = this.withPenalties(network, call(tf, params, rows.targets, output));
    const loss = penalties.reduce((sum, penalty) => tf.add(sum, penalty), charged);
    tf.dispose([...penalties]);
    return { loss, output };
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

  /** As in Keras every output of a layer is charged for, divided by its number of examples. */
  private charge(layer: string, { outputs, more }: LayerResult, { options }: Pass): Tensor | undefined {
    const found = this.charged.get(layer);
    if (found === undefined) return undefined;
    const { definition, params, activityRegularizer } = found;
    // What the fused loss wants is not yet what the layer gives.
    const given = options.logits === layer ? activationOf(definition, params).apply(tf, outputs) : outputs;
    const all = [given, ...Object.values(more ?? {})].map((values) =>
      tf.div(activityRegularizer.definition.penalty(tf, activityRegularizer.params, values), values.shape[0] ?? 1),
    );
    return all.reduce((sum, penalty) => tf.add(sum, penalty));
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
