import { defineConstraint } from '../define/index.ts';
import { axisParam, constraintPorts, lengths, refusesAxis, rescaled } from './parts.ts';

export const unitNorm = defineConstraint({
  type: 'UnitNorm',
  category: 'Constraints',
  keras: { module: 'keras.constraints' },
  summary: 'The weights into a unit always have length 1.',
  description:
    'After every step, the vector of weights that leads into a unit is scaled to length 1. Only its direction is learned, so no unit can outgrow the others. Layers behind it must do the scaling.',
  formula: 'w = w/‖w‖',
  keywords: ['norm', 'normalise'],
  ...constraintPorts,
  params: { axis: axisParam },
  refusesShape: refusesAxis,
  project: (tf, { axis }, weight) => rescaled(tf, weight, lengths(tf, weight, axis), 1),
});
