/*
 * One look at a network: a forward and a backward pass over fixed training rows, as training sees them (batch
 * statistics, dropout). Gradients with respect to a layer's output come from adding a zero variable to it and
 * asking for that variable's gradient.
 */
import { must } from '../../../base/invariant.ts';
import { sizeOf } from '../../../base/shape.ts';
import type { Shape } from '../../../base/shape.ts';
import { activationNamed } from '../../../catalog/activations/functions/index.ts';
import { activationOf, MAIN_OUTPUT } from '../../../catalog/layer-facts.ts';
import type { Tensor } from '../../../catalog/define/index.ts';
import { tensorKey } from '../../../compiler/types.ts';
import { pass as newPass } from '../../model/network.ts';
import type { RandomFeeds } from '../../model/pass.ts';
import { tf, variableOf } from '../../tf.ts';
import type { Variable } from '../../tf.ts';
import type { Run } from '../../training/run.ts';
import { probeRows } from '../probe-rows.ts';
import type { ProbeRows } from '../probe-rows.ts';
import type { Segment } from '../summary/segment.ts';

/**
 * What a pass gives: `loss`, `value d1.outputs`, `slope d1.outputs`, `slope d1/kernel`, `penalty d1/kernel` …, each a
 * tensor of the caller.
 */
export type Pass = ReadonlyMap<string, Tensor>;

/** How the segments are named, by what is summarised in them. */
export const valueOf = (tensor: string): string => `value ${tensor}`;
export const slopeOf = (tensorOrWeight: string): string => `slope ${tensorOrWeight}`;
export const weightOf = (weight: string): string => `weight ${weight}`;
export const changeOf = (weight: string): string => `change ${weight}`;
export const penaltyOf = (weight: string): string => `penalty ${weight}`;

export class Probe {
  readonly sample: ProbeRows;
  /** Shapes of the tensors for one example, by key: inputs of the network, then what its layers give. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** The data of the model inputs by key, the same in every pass. */
  readonly inputs: ReadonlyMap<string, Tensor>;
  /** Zero variables, one for each tensor that a layer gives. */
  private readonly taps: ReadonlyMap<string, Variable>;

  constructor(private readonly run: Run) {
    const { linked, device } = run;
    this.sample = probeRows(device.train, linked);
    const { rows } = this.sample;
    this.inputs = new Map(
      linked.program.inputs.map(({ name, output }) => [
        tensorKey({ layer: name, output }),
        must(rows.inputs[name], `the data of ${name}`),
      ]),
    );
    const outputs = linked.layers.flatMap(({ plan }) =>
      Object.entries(plan.outputShapes).map(
        ([output, shape]) => [tensorKey({ layer: plan.node, output }), shape] as const,
      ),
    );
    this.shapes = new Map([...[...this.inputs].map(([key, { shape }]) => [key, shape.slice(1)] as const), ...outputs]);
    this.taps = new Map(outputs.map(([key, shape]) => [key, variableOf(tf.zeros([rows.count, ...shape]), true)]));
  }

  /** Everything that a pass reads besides the weights and the random numbers. */
  get tensors(): readonly Tensor[] {
    const { rows } = this.sample;
    return [...Object.values(rows.inputs), rows.targets, ...this.taps.values()];
  }

  /** Values of the layers' tensors, slopes of these and of the weights, and what weights are charged. The caller disposes all of it. */
  pass(random: RandomFeeds): Pass {
    const { run, taps } = this;
    const { network, objective } = run;
    const { rows, batches } = this.sample;
    const found = new Map<string, Tensor>();
    const pass = newPass({
      training: true,
      random,
      logits: network.fusedLayer,
      batches,
      tap(key, value) {
        found.set(valueOf(key), tf.keep(tf.clone(activated(run, key, value))));
        const tap = taps.get(key);
        return tap === undefined ? value : tf.add(value, tap);
      },
    });
    tf.tidy(() => {
      const variables = [...network.trainable.map(({ variable }) => variable), ...taps.values()];
      const { value, grads } = tf.variableGrads(
        () => objective.evaluate(network, rows, pass).loss as tf.Scalar,
        variables,
      );
      found.set('loss', tf.keep(value));
      const weights = network.trainable.map((weight) => [weight.key, weight.variable] as const);
      for (const [key, { name }] of [...taps, ...weights]) {
        const gradient = grads[name];
        if (gradient !== undefined) found.set(slopeOf(key), tf.keep(gradient));
      }
      for (const { key, regularizer, variable } of network.weights) {
        if (regularizer === undefined) continue;
        const { definition, params } = regularizer;
        found.set(penaltyOf(key), tf.keep(tf.reshape(definition.penalty(tf, params, variable), [])));
      }
    });
    tf.dispose(pass.takeState().map(({ value }) => value));
    return found;
  }

  /** What is counted on a tensor besides its distribution; nothing on data. */
  watched(key: string): Omit<Segment, 'tensor'> {
    const layer = this.run.linked.layers.find(({ plan }) => key.startsWith(`${plan.node}.`));
    if (layer === undefined) return {};
    const units = Math.max(1, sizeOf(this.shapes.get(key) ?? []));
    const isMain = key.slice(layer.plan.node.length + 1) === MAIN_OUTPUT;
    return { units, ...(isMain && { range: activationOf(layer.definition, layer.params).range }) };
  }

  dispose(): void {
    tf.dispose([...this.tensors]);
  }
}

/** The fused loss stops before the last activation; the wire behind it carries the activated values. */
export function activated({ network, linked }: Run, key: string, value: Tensor): Tensor {
  const { fused } = linked.program.loss;
  if (fused === undefined || key !== tensorKey(linked.program.output) || network.fusedLayer === undefined) return value;
  return activationNamed(fused.activation).apply(tf, value);
}
