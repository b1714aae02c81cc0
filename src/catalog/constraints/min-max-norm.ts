import { defineConstraint } from '../define/index.ts';
import { real, refusesCrossed } from '../params.ts';
import { axisParam, constraintPorts, lengths, refusesAxis, rescaled } from './parts.ts';

export const minMaxNorm = defineConstraint({
  type: 'MinMaxNorm',
  category: 'Constraints',
  keras: { module: 'keras.constraints' },
  summary: 'The weights into a unit keep their length within two bounds.',
  description:
    'After every step, the vector of weights that leads into a unit is stretched or shortened until its length lies between min_value and max_value. With a rate below 1 it goes only that part of the way each time, which is gentler. Min_value keeps units from falling silent.',
  formula: "‖w‖' = rate·clip(‖w‖, min_value, max_value) + (1 − rate)·‖w‖",
  keywords: ['norm', 'clip'],
  ...constraintPorts,
  params: {
    min_value: real(0, { min: 0, step: 0.5, help: 'The least length allowed.' }),
    max_value: real(1, { min: 0, step: 0.5, help: 'The greatest length allowed.' }),
    rate: real(1, { min: 0, max: 1, step: 0.1, help: 'How far each step goes towards the bound: 1 is all the way.' }),
    axis: axisParam,
  },
  card: ['min_value', 'max_value'],
  refuses: refusesCrossed('min_value', 'max_value'),
  refusesShape: refusesAxis,
  project(tf, { min_value, max_value, rate, axis }, weight) {
    const norms = lengths(tf, weight, axis);
    const bounded = tf.maximum(tf.minimum(norms, max_value), min_value);
    const wanted = tf.add(tf.mul(bounded, rate), tf.mul(norms, 1 - rate));
    return rescaled(tf, weight, norms, wanted);
  },
});
