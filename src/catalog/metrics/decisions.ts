/** Precision and recall: which answers are taken as yes, and how many of them are right. */
import type { Measure, TargetForm, Tensor, TF } from '../define/index.ts';
import { optionalInteger, optionalReal } from '../params.ts';
import { ones, rowsOf, share } from './common.ts';

export const decisionParams = {
  thresholds: optionalReal({
    min: 0,
    max: 1,
    step: 0.05,
    help: 'Answers above this count as yes. Empty means 0.5, or every answer that top_k lets through.',
  }),
  top_k: optionalInteger({
    min: 1,
    max: 65_536,
    advanced: true,
    help: 'Takes only the k largest answers of each example as yes.',
  }),
  class_id: optionalInteger({
    min: 0,
    max: 65_535,
    advanced: true,
    help: 'Looks at this class only, counted from 0. Empty means all classes together.',
  }),
};

interface Decision {
  readonly thresholds: number | null;
  readonly top_k: number | null;
  readonly class_id: number | null;
}

/** Says so where the network answers with fewer columns than are asked for. */
export function refusesColumns({ class_id, top_k }: Decision, { width }: TargetForm): string | undefined {
  const columns = width === 1 ? '1 column' : `${width} columns`;
  if (class_id !== null && class_id >= width)
    return `class_id is ${class_id}, but the network answers with ${columns}, counted from 0.`;
  return top_k !== null && top_k > width ? `top_k is ${top_k}, but the network answers with ${columns}.` : undefined;
}

/** 1 in the `k` largest columns of each row. */
const best = (tf: TF, values: Tensor, k: number): Tensor => {
  const width = values.shape.at(-1) ?? 1;
  return k >= width ? tf.onesLike(values) : tf.sum(tf.oneHot(tf.topk(values, k).indices, width), 1);
};

function decided(tf: TF, { thresholds, top_k, class_id }: Decision, yTrue: Tensor, yPred: Tensor) {
  const answers = rowsOf(tf, yPred);
  const all = rowsOf(tf, ones(tf, tf.notEqual(yTrue, 0)));
  const above = thresholds ?? (top_k === null ? 0.5 : undefined);
  const parts = [
    ...(above === undefined ? [] : [ones(tf, tf.greater(answers, above))]),
    ...(top_k === null ? [] : [ones(tf, best(tf, answers, top_k))]),
  ];
  const yes = parts.reduce((product, part) => tf.mul(product, part));
  const column = (values: Tensor) => (class_id === null ? values : tf.slice(values, [0, class_id], [-1, 1]));
  return { yes: column(yes), truth: column(all) };
}

/** The share of right ones: among what was taken as yes (precision), or among what is true (recall). */
export const shareOf = (among: 'yes' | 'truth', params: Decision): Measure => ({
  size: 2,
  sums(tf, yTrue, yPred) {
    const found = decided(tf, params, yTrue, yPred);
    return tf.stack([tf.sum(tf.mul(found.yes, found.truth)), tf.sum(found[among])]);
  },
  result: ({ 0: right = 0, 1: all = 0 }) => share(right, all),
});
