/*
 * Smith and Topin, 2019, as PyTorch's OneCycleLR has it; the momentum, which that moves the other way, stays as it is.
 */
import { defineSchedule } from '../define/index.ts';
import { choice, flag, real } from '../params.ts';
import { decaySteps, scheduleOutput } from './common.ts';

interface Cycle {
  readonly max_learning_rate: number;
  readonly total_steps: number;
  readonly pct_start: number;
  readonly div_factor: number;
  readonly final_div_factor: number;
  readonly three_phase: boolean;
}

/** The parts of the run with the steps they end at, counted as PyTorch's OneCycleLR counts them. */
function phasesOf(params: Cycle): readonly { readonly end: number; readonly from: number; readonly to: number }[] {
  const { max_learning_rate: highest, total_steps: total, pct_start, three_phase } = params;
  const first = highest / params.div_factor;
  const last = first / params.final_div_factor;
  const up = { end: pct_start * total - 1, from: first, to: highest };
  if (!three_phase) return [up, { end: total - 1, from: highest, to: last }];
  return [up, { end: 2 * pct_start * total - 2, from: highest, to: first }, { end: total - 1, from: first, to: last }];
}

export const oneCycle = defineSchedule({
  type: 'OneCycle',
  category: 'Schedules',
  inKeras: () => ({
    none: 'Keras has no schedule of this form. A CosineDecay with warmup_target and warmup_steps comes close: it climbs in a straight line.',
  }),
  summary: 'Climbs to a high learning rate once, then comes down to almost nothing.',
  description:
    'The first part of the run climbs from a small learning rate to a very large one, the rest comes down below where it began. The climb works as a warm-up, and the large learning rate in the middle keeps the network from settling in narrow places, so that often fewer epochs are needed. Set total_steps to the number of batches of the whole run (batches per epoch × epochs). With three_phase the way down mirrors the way up and a last part goes far below.',
  formula: 'up: max/div_factor → max in pct_start of the run;  down: max → max/(div_factor·final_div_factor)',
  keywords: ['learning rate', 'super-convergence', 'warm-up', '1cycle'],
  inputs: [],
  outputs: scheduleOutput,
  params: {
    max_learning_rate: real(0.05, { min: 0, max: 1e6, log: true, help: 'The highest learning rate.' }),
    total_steps: decaySteps(1000, 'The number of batches of the whole run.'),
    pct_start: real(0.3, { min: 0, max: 1, step: 0.05, help: 'The part of the run that climbs.' }),
    anneal_strategy: choice(
      'cos',
      [
        { value: 'cos', help: 'Up and down along half a cosine wave.' },
        { value: 'linear', help: 'Up and down in straight lines.' },
      ],
      { help: 'The shape of the way up and down.' },
    ),
    div_factor: real(25, {
      min: 1,
      max: 1e9,
      help: 'How many times smaller the first learning rate is than the highest.',
    }),
    final_div_factor: real(10_000, {
      min: 1,
      max: 1e12,
      log: true,
      help: 'How many times smaller the last learning rate is than the first.',
    }),
    three_phase: flag(false, {
      advanced: true,
      help: 'Comes down as it went up, and goes on to the smallest value in a part of its own.',
    }),
  },
  card: ['max_learning_rate', 'total_steps', 'pct_start'],
  learningRate(params, step) {
    const phases = phasesOf(params);
    let begun = 0;
    for (const [i, { end, from, to }] of phases.entries()) {
      if (step <= end || i === phases.length - 1) {
        const passed = end > begun ? Math.min(1, (step - begun) / (end - begun)) : 1;
        const share = params.anneal_strategy === 'cos' ? (1 - Math.cos(Math.PI * passed)) / 2 : passed;
        return from + (to - from) * share;
      }
      begun = end;
    }
    return 0;
  },
  horizon: ({ total_steps }) => Math.ceil(total_steps * 1.05),
});
