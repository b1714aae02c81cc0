/*
 * Preprocessing measured on the training rows, step by step: each sees what the ones before it give. Nothing here
 * ever sees a held-out row before everything is measured, so what is measured cannot depend on one.
 */
import { invariant } from '../../base/invariant.ts';
import { nodeRandom } from '../../base/random.ts';
import { formatShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { FittedState, Use } from '../define/index.ts';
import type { Split } from './plan-split.ts';

export interface Step extends Use<'preprocessing'> {
  /** The node, for messages and as the key of its random numbers. */
  readonly node: string;
}

export interface FittedStep extends Step {
  /** Shape of what it receives. */
  readonly shape: Shape;
  readonly state: FittedState;
  /** New examples, as they are met after training: nothing about them is left to chance. */
  apply(rows: Float32Array): Float32Array;
  /** Rows of the data set, changed at random where that is what the step does. */
  prepare(part: keyof Split, rows: Float32Array): Float32Array;
}

export interface FittedSteps {
  readonly steps: readonly FittedStep[];
  /** The training rows behind the last step. */
  readonly train: Float32Array;
}

/** `train` holds the training rows, `shape` is that of one of them. */
export function fitSteps(steps: readonly Step[], train: Float32Array, shape: Shape, seed: number): FittedSteps {
  let [seen, arriving] = [train, shape];
  const fitted = steps.map((step): FittedStep => {
    const { definition, params, node } = step;
    const given = arriving;
    const width = sizeOf(given);
    const state = definition.fit(params, seen, width);
    const apply = (rows: Float32Array) => definition.apply(params, state, rows, width);
    const next = definition.outputShape(params, given);
    invariant(next.ok, `${node} passed the compiler but refuses shape ${formatShape(given)}`);
    arriving = next.value;
    const after = next.value;
    const prepare = (part: keyof Split, rows: Float32Array) => {
      const applied = apply(rows);
      const copies = part === 'train' ? copiesOf([step]) : 1;
      if (definition.augment === undefined) return applied;
      if (part !== 'train' && definition.augment.heldOut?.(params) !== true) return applied;
      const changed = definition.augment.change(params, applied, after, nodeRandom(seed, node)(part), copies);
      invariant(changed.length === copies * applied.length, `${node} did not make ${copies} rows of each`);
      return changed;
    };
    seen = prepare('train', seen);
    return { ...step, shape: given, state, apply, prepare };
  });
  return { steps: fitted, train: seen };
}

/** How many training rows come out behind these steps for each one that goes in. */
export const copiesOf = (steps: readonly Pick<Step, 'definition' | 'params'>[]): number =>
  steps.reduce((product, { definition, params }) => product * (definition.augment?.copies?.(params) ?? 1), 1);

/** How many training rows a network with several inputs gets for each one: a number that suits all of them. */
export function jointCopies(pipelines: readonly (readonly Pick<Step, 'definition' | 'params'>[])[]): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return pipelines.map(copiesOf).reduce((all, each) => (all * each) / divisor(all, each), 1);
}

/** Each row `times` times, one behind the other. */
export function repeatRows(rows: Float32Array, width: number, times: number): Float32Array {
  if (times === 1) return rows;
  const result = new Float32Array(rows.length * times);
  for (let from = 0, to = 0; from < rows.length; from += width)
    for (let copy = 0; copy < times; copy++, to += width) result.set(rows.subarray(from, from + width), to);
  return result;
}
