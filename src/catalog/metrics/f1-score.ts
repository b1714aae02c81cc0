import { defineMetric } from '../define/index.ts';
import { choice, optionalReal } from '../params.ts';
import { metricPorts, ones, rowsOf } from './common.ts';

/** Keras' small number, which keeps 0 / 0 at 0. */
const EPSILON = 1e-7;
/** A largest answer below this is none. */
const NOTHING = 1e-9;

const f1 = (right: number, yes: number, truth: number): number => {
  const precision = right / (yes + EPSILON);
  const recall = right / (truth + EPSILON);
  return (2 * precision * recall) / (precision + recall + EPSILON);
};

export const f1Score = defineMetric({
  type: 'F1Score',
  category: 'Metrics',
  keras: { module: 'keras.metrics' },
  summary: 'Precision and recall in one figure, which is high only if both are.',
  description:
    'Takes the harmonic mean of precision and recall, so a network that always or never says yes scores low however frequent the classes are. Without a threshold the largest answer of each example is its yes, which suits a column for each class; a single column needs a threshold, for instance 0.5. Keras gives one figure per class unless average is set; here they are always averaged, for a curve has one value per epoch.',
  formula: 'F1 = 2·precision·recall / (precision + recall)',
  keywords: ['classification', 'score', 'f-measure', 'imbalanced'],
  ...metricPorts,
  params: {
    average: choice(
      'macro',
      [
        { value: 'macro', help: 'Every class counts the same, rare ones too.' },
        { value: 'micro', help: 'All answers are counted together, whatever their class.' },
        { value: 'weighted', help: 'Frequent classes count more.' },
      ],
      { help: 'How the figures of the classes become one.' },
    ),
    threshold: optionalReal({
      min: 0.000001,
      max: 1,
      step: 0.05,
      help: 'Answers above this count as yes. Empty means the largest answer of each example.',
    }),
  },
  card: ['average', 'threshold'],
  figure: { name: 'f1_score', label: 'F1', better: 'higher' },
  reads: ['binary', 'one-hot'],
  // Per column: right yes, all yes of the network, all yes of the targets.
  measure: ({ average, threshold }, { width }) => ({
    size: 3 * width,
    sums(tf, yTrue, yPred) {
      const [truth, answers] = [rowsOf(tf, yTrue), rowsOf(tf, yPred)];
      const isLargest = () =>
        tf.mul(
          ones(tf, tf.greaterEqual(answers, tf.max(answers, 1, true))),
          ones(tf, tf.greater(tf.abs(answers), NOTHING)),
        );
      const yes = threshold === null ? isLargest() : ones(tf, tf.greater(answers, threshold));
      return tf.concat([tf.mul(yes, truth), yes, truth].map((each) => tf.sum(each, 0)));
    },
    result(totals) {
      const part = (which: number) => Array.from({ length: width }, (_, i) => totals[which * width + i] ?? Number.NaN);
      const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      const [right, yes, truth] = [part(0), part(1), part(2)];
      if (average === 'micro') return f1(sum(right), sum(yes), sum(truth));
      const scores = right.map((each, i) => f1(each, yes[i] ?? 0, truth[i] ?? 0));
      if (average === 'macro') return sum(scores) / width;
      return sum(scores.map((score, i) => (score * (truth[i] ?? 0)) / (sum(truth) + EPSILON)));
    },
  }),
});
