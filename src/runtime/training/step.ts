/*
 * One training step as a pure function: rows, rates and random numbers in; figures and the new state
 * out. Shapes are static, everything it reads is a tensor on the device, nothing is assigned and no
 * value is looked at. Whoever takes the step decides whether its results are committed.
 */
import { must } from '../../base/invariant.ts';
import type { Rates, Slots, Tensor } from '../../catalog/define/index.ts';
import { clipGradients, decayWeights } from '../../catalog/optimizers/common.ts';
import type { Rows } from '../data/device-data.ts';
import type { Network } from '../model/network.ts';
import { pass as newPass } from '../model/network.ts';
import type { RandomFeeds } from '../model/pass.ts';
import { tf, variableOf } from '../tf.ts';
import type { Variable } from '../tf.ts';
import type { Objective } from './objective.ts';

export interface StepFeeds {
  readonly rows: Rows;
  readonly rates: Rates;
  readonly random: RandomFeeds;
}

/** What a step gives. Hand it to `commit` or `discard`; the figures stay with the caller. */
export interface StepResults {
  /** The loss, then the sums of each metric, before the update. */
  readonly figures: Tensor;
  /** New values of the trained weights, in their order. */
  readonly weights: readonly Tensor[];
  /** New optimizer state, in the order of `state()`. */
  readonly slots: readonly Tensor[];
  /** New values of weights that layers keep themselves, by `layer/weight`. */
  readonly kept: readonly { readonly key: string; readonly value: Tensor }[];
}

interface SlotVariable {
  readonly key: string;
  readonly variable: Variable;
  /** What it is filled with before the first step. */
  readonly initial: number;
}

/** Where the optimizer's rule is applied: once to all weights laid end to end, or to each weight. */
interface Group {
  /** Places of its weights among the trained ones. */
  readonly members: readonly number[];
  readonly slots: Readonly<Record<string, SlotVariable>>;
}

const mapSlots = (slots: Group['slots']): Slots =>
  Object.fromEntries(Object.entries(slots).map(([name, { variable }]) => [name, variable]));

export class TrainingStep {
  private readonly groups: readonly Group[];

  constructor(
    private readonly network: Network,
    private readonly objective: Objective,
  ) {
    const { trainable, linked } = network;
    const { definition, params } = linked.optimizer;
    const initial = Object.entries(definition.slots(params));
    const all = trainable.map((_weight, i) => i);
    const apart = definition.scope === 'element' ? [all] : all.map((i) => [i]);
    this.groups = apart
      .filter((members) => members.length > 0)
      .map((members) => ({
        members,
        slots: Object.fromEntries(
          initial.map(([slot, value]) => {
            const [first = 0] = members;
            const key = definition.scope === 'element' ? slot : `${slot}/${trainable[first]?.key ?? ''}`;
            const variable = variableOf(tf.fill(this.layout(members), value), false);
            return [slot, { key, variable, initial: value }];
          }),
        ),
      }));
  }

  /** Computes a step without taking it. */
  run({ rows, rates, random }: StepFeeds): StepResults {
    const { network, objective } = this;
    const pass = newPass({ training: true, random, logits: network.fusedLayer });
    let results: Omit<StepResults, 'kept'> | undefined;
    tf.tidy(() => {
      let output: Tensor | undefined;
      const variables = network.trainable.map(({ variable }) => variable);
      const { value: loss, grads } = gradients(variables, () => {
        const evaluated = objective.evaluate(network, rows, pass);
        // A copy of the handle: an identity layer gives its input on, which is not ours to dispose.
        output = tf.keep(tf.clone(evaluated.output));
        return evaluated.loss as tf.Scalar;
      });
      const answers = must(output, 'the output of the step');
      results = { figures: objective.figures(rows, loss, answers), ...this.update(grads, rates) };
      answers.dispose();
      return [results.figures, ...results.weights, ...results.slots];
    });
    return { ...must(results, 'the results of the step'), kept: pass.takeState() };
  }

  /** Takes the step: weights and optimizer state become what `results` says. */
  commit(results: StepResults): void {
    for (const { variable, value } of this.changes(results)) variable.assign(value);
    this.discard(results);
  }

  /** The new value of each variable that a step changes, in an order that is always the same. */
  changes({ weights, slots, kept }: StepResults): readonly { readonly variable: Variable; readonly value: Tensor }[] {
    const { network } = this;
    return [
      ...network.trainable.map(({ variable }, i) => ({ variable, value: must(weights[i], `the new weight ${i}`) })),
      ...this.state().map(({ variable }, i) => ({ variable, value: must(slots[i], `the new slot ${i}`) })),
      ...kept.map(({ key, value }) => {
        const weight = network.weights.find((each) => each.key === key);
        return { variable: must(weight, `the weight ${key}`).variable, value };
      }),
    ];
  }

  /** Leaves everything as it was. */
  discard({ weights, slots, kept }: Omit<StepResults, 'figures'>): void {
    tf.dispose([...weights, ...slots, ...kept.map(({ value }) => value)]);
  }

  /**
   * Gives each weight the value that training ends with, where the optimizer keeps one beside it.
   * True if it does.
   */
  finish(): boolean {
    const { trainable, linked } = this.network;
    const changed = this.groups.map(({ members, slots }) => {
      const last = linked.optimizer.definition.finish?.(mapSlots(slots));
      if (last === undefined) return false;
      tf.tidy(() => this.part(last, members).forEach((value, i) => trainable[members[i] ?? 0]?.variable.assign(value)));
      return true;
    });
    return changed.includes(true);
  }

  /** Optimizer state as variables, for checkpoints. */
  state(): readonly SlotVariable[] {
    return this.groups.flatMap(({ slots }) => Object.values(slots));
  }

  /** Optimizer state as before the first step. */
  restart(): void {
    for (const { variable, initial } of this.state()) {
      const start = tf.fill(variable.shape, initial);
      variable.assign(start);
      start.dispose();
    }
  }

  dispose(): void {
    tf.dispose(this.state().map(({ variable }) => variable));
  }

  /** Keras' order: clip all gradients, shrink weights, update, apply constraints. */
  private update(grads: readonly Tensor[], rates: Rates): { weights: readonly Tensor[]; slots: readonly Tensor[] } {
    const { trainable, linked } = this.network;
    const { definition, params } = linked.optimizer;
    const clipped = clipGradients(tf, params, grads);
    const weights: Tensor[] = [];
    const slots: Tensor[] = [];
    for (const { members, slots: variables } of this.groups) {
      const weight = this.join(members.map((i) => must(trainable[i]?.variable, `weight ${i}`)));
      const gradient = this.join(members.map((i) => must(clipped[i], `gradient ${i}`)));
      const before = mapSlots(variables);
      const decayed = decayWeights(tf, params, weight, rates.learning_rate);
      const next = definition.update(tf, params, decayed, gradient, before, rates);
      this.part(next.weight, members).forEach((value, i) => (weights[members[i] ?? 0] = value));
      slots.push(...Object.keys(variables).map((name) => must(next.slots[name], `slot ${name}`)));
    }
    return {
      weights: weights.map((value, i) => {
        const constraint = trainable[i]?.constraint;
        return constraint === undefined ? value : constraint.definition.project(tf, constraint.params, value);
      }),
      slots,
    };
  }

  private layout(members: readonly number[]): number[] {
    const shapes = members.map((i) => this.network.trainable[i]?.plan.shape ?? []);
    const [only] = shapes;
    if (this.network.linked.optimizer.definition.scope === 'variable' && only !== undefined) return [...only];
    return [shapes.reduce((sum, shape) => sum + shape.reduce((product, n) => product * n, 1), 0)];
  }

  private join(tensors: readonly Tensor[]): Tensor {
    const [only] = tensors;
    if (this.network.linked.optimizer.definition.scope === 'variable' && only !== undefined) return only;
    return tf.concat(tensors.map((tensor) => (tensor.rank === 1 ? tensor : tf.reshape(tensor, [-1]))));
  }

  private part(joined: Tensor, members: readonly number[]): readonly Tensor[] {
    if (this.network.linked.optimizer.definition.scope === 'variable') return [joined];
    const shapes = members.map((i) => this.network.trainable[i]?.plan.shape ?? []);
    const sizes = shapes.map((shape) => shape.reduce((product, n) => product * n, 1));
    const parts = sizes.length === 1 ? [joined] : tf.split(joined, sizes);
    return shapes.map((shape, i) => {
      const flat = must(parts[i], `part ${i} of the weights`);
      return shape.length === 1 ? flat : tf.reshape(flat, [...shape]);
    });
  }
}

/** The value of `f` and its gradients with respect to the variables, zeros where it does not depend on one. */
function gradients(
  variables: readonly Variable[],
  f: () => tf.Scalar,
): { readonly value: Tensor; readonly grads: readonly Tensor[] } {
  if (variables.length === 0) return { value: f(), grads: [] };
  const { value, grads } = tf.variableGrads(f, [...variables]);
  return { value, grads: variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable)) };
}
