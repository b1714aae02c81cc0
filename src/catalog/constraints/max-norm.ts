import { defineConstraint } from '../define/index.ts';
import { real } from '../params.ts';
import { axisParam, constraintPorts, lengths, refusesAxis, rescaled } from './parts.ts';

export const maxNorm = defineConstraint({
  type: 'MaxNorm',
  category: 'Constraints',
  keras: { module: 'keras.constraints' },
  summary: 'The weights into a unit may not grow beyond a length.',
  description:
    'After every step, the vector of weights that leads into a unit is shortened if it is longer than max_value. Keeps weights from exploding without pulling on small ones, and goes well with dropout and large learning rates. Too small a length keeps the unit from reacting at all.',
  formula: 'w = w·min(‖w‖, max_value)/‖w‖',
  keywords: ['norm', 'clip', 'regularization'],
  ...constraintPorts,
  params: {
    max_value: real(2, { min: 0, step: 0.5, help: 'The greatest length allowed.' }),
    axis: axisParam,
  },
  card: ['max_value'],
  refusesShape: refusesAxis,
  project(tf, { max_value, axis }, weight) {
    const norms = lengths(tf, weight, axis);
    return rescaled(tf, weight, norms, tf.minimum(norms, max_value));
  },
});
