/* The gradual warm-up of Goyal and others, 2017, in front of any schedule. */
import { defineSchedule } from '../define/index.ts';
import { real } from '../params.ts';
import { decaySteps, scheduleOutput, straightLine } from './common.ts';

export const warmup = defineSchedule({
  type: 'Warmup',
  category: 'Schedules',
  inKeras({ warmup_steps, start_learning_rate, learning_rate }, wired) {
    if (wired === undefined) return straightLine(start_learning_rate, learning_rate, warmup_steps);
    const { module, className, config } = wired;
    const { initial_learning_rate: warmup_target, warmup_target: own } = config;
    if (className !== 'CosineDecay' || (own !== null && own !== undefined) || warmup_target === undefined)
      return {
        none: 'In Keras only a CosineDecay can follow a climb, and it must have no warmup_target of its own. Wire one, or do without Warmup.',
      };
    return {
      module,
      className,
      config: { ...config, initial_learning_rate: start_learning_rate, warmup_target, warmup_steps },
    };
  },
  summary: 'Climbs from a small learning rate to that of another schedule.',
  description:
    'A network with fresh weights has large, unreliable gradients; careful first steps keep it from being thrown off. This climbs in a straight line to the learning rate with which the wired schedule begins, and then follows that schedule, which counts its steps from there. Without a schedule it climbs to learning_rate and stays there. A few hundred batches are usual for large networks, one or two epochs for small ones.',
  formula: 'lr = start + (target − start)·step/warmup_steps, then the wired schedule from its step 0',
  keywords: ['learning rate', 'warm-up', 'ramp up'],
  inputs: [{ name: 'schedule', kind: 'schedule', help: 'What follows after the climb.' }],
  outputs: scheduleOutput,
  params: {
    warmup_steps: decaySteps(100, 'The number of batches that the climb takes.'),
    start_learning_rate: real(0, { min: 0, max: 1e6, step: 0.001, help: 'The learning rate of the first step.' }),
    learning_rate: real(0.01, {
      min: 0,
      max: 1e6,
      log: true,
      help: 'The learning rate after the climb, as long as no schedule is wired.',
    }),
  },
  card: ['warmup_steps', 'start_learning_rate'],
  learningRate({ warmup_steps, start_learning_rate: start, learning_rate }, step, wrapped = () => learning_rate) {
    if (step >= warmup_steps) return wrapped(step - warmup_steps);
    return start + (wrapped(0) - start) * (step / warmup_steps);
  },
  horizon: ({ warmup_steps }, wrapped = warmup_steps) => warmup_steps + wrapped,
});
