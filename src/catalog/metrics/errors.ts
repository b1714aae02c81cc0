/** The errors that losses measure beside themselves and that are nodes too. */
import type { Measure } from '../define/index.ts';
import { meanOf, metric } from './common.ts';

export const absolute: Measure = meanOf((tf, yTrue, yPred) => tf.abs(tf.sub(yPred, yTrue)));
export const squared: Measure = meanOf((tf, yTrue, yPred) => tf.squaredDifference(yPred, yTrue));

export const ABSOLUTE = { name: 'mean_absolute_error', label: 'Mean absolute error', better: 'lower' } as const;
export const SQUARED = { name: 'mean_squared_error', label: 'Mean squared error', better: 'lower' } as const;

export const absoluteError = metric(
  { ...ABSOLUTE, help: 'How far the answers are from the targets on average, in the unit of the targets.' },
  absolute,
);
export const squaredError = metric(
  { ...SQUARED, help: 'The average squared distance between answers and targets; large mistakes weigh most.' },
  squared,
);
