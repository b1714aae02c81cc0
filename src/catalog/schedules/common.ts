/** What the schedules share: the output port and the learning rate they start from. */
import type { KerasForm } from '../define/index.ts';
import { integer, real } from '../params.ts';
import type { PortSpec } from '../ports.ts';

export const scheduleOutput: readonly PortSpec[] = [
  { name: 'schedule', kind: 'schedule', help: 'Plug this into the learning_rate of an optimizer.' },
];

/*
 * Keras has no defaults for these two. 0.01 suits SGD and is lively but safe for Adam; the number of
 * steps is counted in batches, of which the toy data sets have about a dozen per epoch.
 */
export const initialLearningRate = (help: string) => real(0.01, { min: 0, max: 1e6, log: true, help });
export const decaySteps = (initial: number, help: string) => integer(initial, { min: 1, max: 1e9, help });

/** Keras' name for a line from one learning rate to another, where it stays. */
export const straightLine = (from: number, to: number, steps: number): KerasForm => ({
  module: 'keras.optimizers.schedules',
  className: 'PolynomialDecay',
  config: { initial_learning_rate: from, decay_steps: steps, end_learning_rate: to, power: 1, cycle: false },
});
