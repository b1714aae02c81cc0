import { defineMetric } from '../define/index.ts';
import type { Tensor, TF } from '../define/index.ts';
import { choice, flag, integer, optionalReals } from '../params.ts';
import { areaUnder } from './auc-curves.ts';
import { metricPorts } from './common.ts';

export const auc = defineMetric({
  type: 'AUC',
  category: 'Metrics',
  keras: {
    module: 'keras.metrics',
    without: {
      num_labels: 'The columns are known from the data.',
      label_weights: 'Every column weighs the same.',
    },
  },
  summary: 'How well the answers put yes above no, whatever the threshold.',
  description:
    'Moves a threshold over all answers and draws how many of the real yes are found against how many of the no are taken for yes (the ROC curve). The area under that curve is the chance that a yes gets a higher answer than a no: 1 is perfect, 0.5 is guessing. It does not depend on how frequent the classes are, but hides how few of the found ones may be right where yes is rare; take the PR curve there. With several classes all columns are counted together, unless multi_label is switched on.',
  formula: 'AUC = ∫ found yes d(false yes)',
  keywords: ['classification', 'score', 'roc', 'area under the curve', 'precision recall'],
  ...metricPorts,
  params: {
    num_thresholds: integer(200, {
      min: 3,
      max: 10_000,
      advanced: true,
      help: 'How many thresholds are tried. More are more exact and take longer.',
    }),
    curve: choice(
      'ROC',
      [
        { value: 'ROC', help: 'Found yes against false yes.' },
        { value: 'PR', help: 'Precision against recall, for a yes that is rare.' },
        { value: 'PRGAIN', help: 'The gains of both over always saying yes.' },
      ],
      { help: 'Which curve the area lies under.' },
    ),
    summation_method: choice(
      'interpolation',
      [
        { value: 'interpolation', help: 'Straight lines between the thresholds.' },
        { value: 'minoring', help: 'The lower of two neighbours: the area is at least this.' },
        { value: 'majoring', help: 'The higher of two neighbours: the area is at most this.' },
      ],
      { help: 'What is assumed between two thresholds.', advanced: true },
    ),
    thresholds: optionalReals({
      min: 0,
      max: 1,
      advanced: true,
      help: 'The thresholds to try, in place of num_thresholds evenly spaced ones. Empty means those.',
    }),
    multi_label: flag(false, {
      advanced: true,
      help: 'Takes the area for each column by itself, and the mean of these.',
    }),
    from_logits: flag(false, {
      advanced: true,
      help: 'Switch this on if the network ends without sigmoid; the metric then applies it by itself.',
    }),
  },
  card: ['curve'],
  figure: { name: 'auc', label: 'AUC', better: 'higher' },
  reads: ['binary', 'one-hot'],
  measure({ num_thresholds, thresholds, multi_label, curve, summation_method, from_logits }, { width }) {
    const count = thresholds === null ? num_thresholds : thresholds.length + 2;
    const columns = multi_label ? width : 1;
    return {
      size: 2 * count * columns,
      sums(tf, yTrue, yPred) {
        const answers = tf.reshape(tf.clipByValue(from_logits ? tf.sigmoid(yPred) : yPred, 0, 1), [-1, columns]);
        const places = tf.oneHot(tf.cast(tf.reshape(placesOf(tf, answers, thresholds, count), [-1]), 'int32'), count);
        const yes = tf.reshape(tf.cast(tf.notEqual(yTrue, 0), 'float32'), [-1, columns]);
        const kinds = tf.concat([yes, tf.sub(1, yes)], 1);
        const byColumn = tf.reshape(tf.cast(places, 'float32'), [-1, columns * count]);
        // Of every column against every other; those against themselves are meant.
        const all = tf.reshape(tf.matMul(kinds, byColumn, true), [2, columns, columns, count]);
        return tf.reshape(columns === 1 ? all : ownColumns(tf, all, columns), [-1]);
      },
      result(totals) {
        const part = (kind: number, column: number) =>
          Array.from({ length: count }, (_, i) => totals[(kind * columns + column) * count + i] ?? 0);
        const areas = Array.from({ length: columns }, (_, column) =>
          areaUnder(part(0, column), part(1, column), curve, summation_method),
        );
        return areas.reduce((sum, area) => sum + area, 0) / columns;
      },
    };
  },
});

/**
 * Between which thresholds each answer lies. It lies above one only if it is larger, so one that is equal falls into
 * the place below.
 */
function placesOf(tf: TF, answers: Tensor, thresholds: readonly number[] | null, count: number): Tensor {
  if (thresholds === null) return tf.relu(tf.sub(tf.ceil(tf.mul(answers, count - 1)), 1));
  const inner = tf.tensor1d(thresholds.toSorted((a, b) => a - b));
  return tf.sum(tf.cast(tf.greater(tf.expandDims(answers, -1), inner), 'float32'), -1);
}

/** The entries of a table kind × column × column × place in which both columns are the same. */
const ownColumns = (tf: TF, all: Tensor, columns: number): Tensor =>
  tf.sum(tf.mul(all, tf.reshape(tf.eye(columns), [1, columns, columns, 1])), 2);
