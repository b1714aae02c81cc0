export { confusionMatrix } from './confusion-matrix.ts';
export { decisionBoundary } from './decision-boundary.ts';
export { learningCurves } from './learning-curves.ts';
export { lossLandscape } from './loss-landscape.ts';
export { predictions } from './predictions.ts';
export { regressionFit } from './regression-fit.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = [
  'DecisionBoundary',
  'RegressionFit',
  'ConfusionMatrix',
  'Predictions',
  'LearningCurves',
  'LossLandscape',
];
