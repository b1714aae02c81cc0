import { defineMetric } from '../define/index.ts';
import { choice, integer } from '../params.ts';
import { metricPorts, rowsOf } from './common.ts';

type Totals = ArrayLike<number>;
const total = (totals: Totals, at: number): number => totals[at] ?? Number.NaN;

/** The score and the spread of the targets of each column; per column the totals are Σy, Σy² and Σ(y − p)². */
const columns = (totals: Totals, width: number) =>
  Array.from({ length: width }, (_, column) => {
    const [sum, squares, residual] = [0, 1, 2].map((part) => total(totals, 1 + part * width + column));
    const spread = (squares ?? Number.NaN) - (sum ?? Number.NaN) ** 2 / total(totals, 0);
    const score = 1 - (residual ?? Number.NaN) / spread;
    return { spread, score: Math.abs(score) === Infinity ? 0 : score };
  });

export const r2Score = defineMetric({
  type: 'R2Score',
  category: 'Metrics',
  keras: { module: 'keras.metrics' },
  summary: 'How much of the spread of the targets the answers explain; 1 is everything.',
  description:
    'Compares the squared errors with those of a network that always answers the average. 1 means no error at all, 0 no better than the average, and below 0 worse than that. Unlike an error it has no unit, so tasks can be compared. On a handful of examples it says little.',
  formula: 'R² = 1 − Σ(y_true − y_pred)² / Σ(y_true − mean)²',
  keywords: ['regression', 'score', 'r squared', 'coefficient of determination', 'explained variance'],
  ...metricPorts,
  params: {
    class_aggregation: choice(
      'uniform_average',
      [
        { value: 'uniform_average', help: 'Every column of the targets counts the same.' },
        { value: 'variance_weighted_average', help: 'Columns whose targets spread more count more.' },
      ],
      { help: 'How the scores of several columns become one.', advanced: true },
    ),
    num_regressors: integer(0, {
      min: 0,
      max: 1e6,
      advanced: true,
      help: 'Above 0 the score is lowered for so many inputs, which explain something by chance (adjusted R²).',
    }),
  },
  figure: { name: 'r2_score', label: 'R²', better: 'higher' },
  reads: ['values', 'binary', 'one-hot'],
  measure: ({ class_aggregation, num_regressors }, { width }) => ({
    size: 1 + 3 * width,
    sums(tf, yTrue, yPred) {
      const [truth, answers] = [rowsOf(tf, yTrue), rowsOf(tf, yPred)];
      const sums = [truth, tf.square(truth), tf.squaredDifference(truth, answers)].map((each) => tf.sum(each, 0));
      return tf.concat([tf.tensor1d([truth.shape[0] ?? 0]), ...sums]);
    },
    result(totals) {
      const each = columns(totals, width);
      const weights = each.map(({ spread }) => (class_aggregation === 'uniform_average' ? 1 : spread));
      const whole = weights.reduce((sum, weight) => sum + weight, 0);
      const score = each.reduce((sum, column, i) => sum + column.score * (weights[i] ?? 0), 0) / whole;
      // Keras counts the entries of all columns here.
      const examples = total(totals, 0) * width;
      if (num_regressors === 0 || num_regressors >= examples - 1) return score;
      return 1 - ((1 - score) * (examples - 1)) / (examples - num_regressors - 1);
    },
  }),
});
