/** What the schedules share: the output port and the learning rate they start from. */
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
