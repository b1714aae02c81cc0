/*
 * All the ways in which a network can have written a sequence of labels into its time steps: each label for one step or
 * several in a row, blanks (class 0) between them as it likes, and at least one between two equal labels. They run
 * through a row of states: blank, first label, blank, second label, …, blank. How probable they are together up to a
 * step and from a step on is worked out in logarithms, step by step, both directions at once (Graves and others, 2006).
 *
 * Labels are data on the device, so nothing here looks at them: which state is which label follows from products with
 * constant matrices, and where an example with fewer labels ends from comparisons.
 */
import type { Tensor, TF } from '../define/index.ts';
import { unstacked } from '../unstacked.ts';

/** The logarithm of nothing, large enough to vanish in any sum and small enough to stay finite in one. */
const NEVER = -1e30;
/** An alignment that is merely improbable is far above this. */
const IMPOSSIBLE = NEVER / 10;

interface Alignments {
  /** −log of how probable the labels are, of each example; infinite where they do not fit into the steps. */
  readonly surprise: Tensor;
  /** How probable it is that a step belongs to a class, given that the labels are right: examples × steps × classes. */
  readonly shares: Tensor;
}

/**
 * `labels` is examples × most labels, padded with 0; `logs` the logarithms of the probabilities, examples × steps ×
 * classes.
 */
export function alignments(tf: TF, labels: Tensor, logs: Tensor): Alignments {
  const [examples = 0, most = 0] = labels.shape;
  const [, steps = 0, classes = 0] = logs.shape;
  const states = 2 * most + 1;
  // Rows of the second half are read backwards, in steps and in states.
  const at = (place: (label: number) => number): Tensor => tf.matMul(labels, placing(tf, most, states, place));
  const own = tf.concat([at((i) => 2 * i + 1), at((i) => states - 2 - 2 * i)]);
  const before = tf.concat([at((i) => 2 * i + 3), at((i) => states - 2 * i)]);
  const columns = tf.reshape(tf.cast(tf.oneHot(tf.cast(tf.reshape(own, [-1]), 'int32'), classes), 'float32'), [
    2 * examples,
    states,
    classes,
  ]);
  const bothWays = tf.concat([logs, tf.reverse(logs, 1)]);
  // Steps × states × rows from here on: the states before another one are then a stretch of memory.
  const given = tf.transpose(tf.matMul(bothWays, columns, false, true), [1, 2, 0]);

  const end = lastBlank(tf, labels);
  const start = tf.concat([tf.zerosLike(end), tf.sub(states - 1, end)]);
  const skip = tf.transpose(unless(tf, tf.logicalAnd(tf.notEqual(own, 0), tf.notEqual(own, before))));
  const reached = walk(tf, given, tf.transpose(between(tf, states, start, tf.add(start, 1))), skip);

  const half = (x: Tensor, from: number) => tf.slice(x, [0, 0, from], [steps, states, examples]);
  const ahead = half(reached, 0);
  const behind = tf.reverse(half(reached, examples), [0, 1]);
  const last = tf.reshape(tf.slice(ahead, [steps - 1, 0, 0], [1, states, examples]), [states, examples]);
  const whole = sumOfLogs(tf, tf.add(last, tf.transpose(between(tf, states, tf.sub(end, 1), end))));
  // What a step gives is in both directions.
  const joint = tf.sub(tf.sub(tf.add(ahead, behind), half(given, 0)), whole);
  const labelled = tf.slice(columns, [0, 0, 0], [examples, states, classes]);
  return {
    // Divided by 0 where nothing fits.
    surprise: tf.div(tf.neg(whole), tf.cast(tf.greater(whole, IMPOSSIBLE), 'float32')),
    shares: tf.matMul(tf.transpose(tf.exp(joint), [2, 0, 1]), labelled),
  };
}

/** The matrix that puts label `i` of a row in place `place(i)` of as many states, 0 everywhere else: a blank. */
function placing(tf: TF, most: number, states: number, place: (label: number) => number): Tensor {
  const values = new Float32Array(most * states);
  for (let i = 0; i < most; i++) {
    const to = place(i);
    if (to >= 0 && to < states) values[i * states + to] = 1;
  }
  return tf.tensor2d(values, [most, states]);
}

/** The place of the blank behind the last label of each example, in a column. */
const lastBlank = (tf: TF, labels: Tensor): Tensor =>
  tf.mul(tf.sum(tf.cast(tf.notEqual(labels, 0), 'float32'), 1, true), 2);

/** 0 where a condition holds, and the logarithm of nothing elsewhere. */
const unless = (tf: TF, condition: Tensor): Tensor => tf.mul(tf.sub(1, tf.cast(condition, 'float32')), NEVER);

/** 0 in the states from `first` to `last`, both columns, and the logarithm of nothing elsewhere. */
function between(tf: TF, states: number, first: Tensor, last: Tensor): Tensor {
  const places = tf.tensor1d(Array.from({ length: states }, (_, place) => place));
  return unless(tf, tf.logicalAnd(tf.greaterEqual(places, first), tf.lessEqual(places, last)));
}

/** log Σ eˣ down the columns. */
function sumOfLogs(tf: TF, x: Tensor): Tensor {
  const most = tf.max(x, 0, true);
  return tf.add(most, tf.log(tf.sum(tf.exp(tf.sub(x, most)), 0, true)));
}

/** From step to step: what leads to a state is the state itself, the one before it, and where `skip` allows the one before that. */
function walk(tf: TF, given: Tensor, start: Tensor, skip: Tensor): Tensor {
  const [, states = 0, rows = 0] = given.shape;
  const [first, ...others] = unstacked(tf, given);
  if (first === undefined) return given;
  const nothing = tf.fill([2, rows], NEVER);
  const from = (padded: Tensor, back: number) => tf.slice(padded, [2 - back, 0], [states, rows]);
  let state = tf.add(first, start);
  const reached = [state];
  for (const step of others) {
    const padded = tf.concat([nothing, state]);
    const ways = [state, from(padded, 1), tf.add(from(padded, 2), skip)] as const;
    const most = tf.maximum(tf.maximum(ways[0], ways[1]), ways[2]);
    const [stay, next, over] = ways.map((way) => tf.exp(tf.sub(way, most))) as [Tensor, Tensor, Tensor];
    state = tf.add(tf.add(most, tf.log(tf.add(tf.add(stay, next), over))), step);
    reached.push(state);
  }
  return tf.stack(reached);
}
