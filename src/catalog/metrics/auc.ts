import { defineMetric } from '../define/index.ts';
import { choice, flag, integer } from '../params.ts';
import { areaUnder } from './auc-curves.ts';
import { metricPorts } from './common.ts';

export const auc = defineMetric({
  type: 'AUC',
  category: 'Metrics',
  keras: { module: 'keras.metrics' },
  summary: 'How well the answers put yes above no, whatever the threshold.',
  description:
    'Moves a threshold over all answers and draws how many of the real yes are found against how many of the no are taken for yes (the ROC curve). The area under that curve is the chance that a yes gets a higher answer than a no: 1 is perfect, 0.5 is guessing. It does not depend on how frequent the classes are, but hides how few of the found ones may be right where yes is rare; take the PR curve there. With several classes all columns are counted together.',
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
    from_logits: flag(false, {
      advanced: true,
      help: 'Switch this on if the network ends without sigmoid; the metric then applies it by itself.',
    }),
  },
  card: ['curve'],
  figure: { name: 'auc', label: 'AUC', better: 'higher' },
  reads: ['binary', 'one-hot'],
  measure: ({ num_thresholds: count, curve, summation_method, from_logits }) => ({
    size: 2 * count,
    sums(tf, yTrue, yPred) {
      const answers = tf.reshape(tf.clipByValue(from_logits ? tf.sigmoid(yPred) : yPred, 0, 1), [-1]);
      // An answer lies above a threshold only if it is larger, so one that is equal falls into the place below.
      const places = tf.relu(tf.sub(tf.ceil(tf.mul(answers, count - 1)), 1));
      const yes = tf.reshape(tf.cast(tf.notEqual(yTrue, 0), 'float32'), [1, -1]);
      const kinds = tf.concat([yes, tf.sub(1, yes)], 0);
      return tf.reshape(tf.matMul(kinds, tf.cast(tf.oneHot(tf.cast(places, 'int32'), count), 'float32')), [-1]);
    },
    result(totals) {
      const part = (from: number) => Array.from({ length: count }, (_, i) => totals[from + i] ?? 0);
      return areaUnder(part(0), part(count), curve, summation_method);
    },
  }),
});
