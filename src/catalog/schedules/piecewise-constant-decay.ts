import { defineSchedule } from '../define/index.ts';
import { integers, reals } from '../params.ts';
import { scheduleOutput } from './common.ts';

export const piecewiseConstantDecay = defineSchedule({
  type: 'PiecewiseConstantDecay',
  category: 'Schedules',
  keras: { module: 'keras.optimizers.schedules', positional: ['boundaries', 'values'] },
  summary: 'One learning rate after the other, changed at the steps you name.',
  description:
    'Keeps the first value up to and including the first boundary, then the second up to the next, and the last value from there on. It is how many well-known networks were trained: a large learning rate until the loss goes flat, then a tenth of it, then a tenth again. Boundaries are counted in batches, so an epoch counts as many as it has batches. There is one value more than there are boundaries.',
  formula: 'lr = valuesᵢ for step ≤ boundariesᵢ, the last value after that',
  keywords: ['learning rate', 'step decay', 'milestones', 'multi-step'],
  inputs: [],
  outputs: scheduleOutput,
  params: {
    boundaries: integers([500, 1000], {
      min: 0,
      max: 1e9,
      minLength: 1,
      help: 'The last step of each value but the final one, in rising order.',
    }),
    values: reals([0.01, 0.001, 0.0001], {
      min: 0,
      max: 1e6,
      minLength: 2,
      help: 'The learning rates, one more than there are boundaries.',
    }),
  },
  card: ['boundaries', 'values'],
  refuses({ boundaries, values }) {
    const sorted = boundaries.toSorted((a, b) => a - b);
    const rise = sorted.every((each, i) => each === boundaries[i]);
    if (values.length !== boundaries.length + 1) {
      const kept = Math.min(boundaries.length, values.length - 1);
      const what = kept < boundaries.length ? `first ${kept} boundaries` : `first ${kept + 1} values`;
      return {
        message: `values must hold one number more than boundaries, found ${values.length} and ${boundaries.length}.`,
        remedies: [
          {
            label: rise ? `Keep the ${what}` : `Keep the ${what} and sort the boundaries`,
            params: {
              ...((kept < boundaries.length || !rise) && { boundaries: sorted.slice(0, kept) }),
              ...(kept + 1 < values.length && { values: values.slice(0, kept + 1) }),
            },
          },
        ],
      };
    }
    if (rise) return undefined;
    return {
      message: `boundaries must rise, found ${boundaries.join(', ')}.`,
      remedies: [{ label: 'Sort the boundaries', params: { boundaries: sorted } }],
    };
  },
  learningRate({ boundaries, values }, step) {
    const at = boundaries.findIndex((boundary) => step <= boundary);
    return values[at < 0 ? values.length - 1 : at] ?? 0;
  },
  horizon: ({ boundaries }) => Math.max(1, Math.ceil((boundaries.at(-1) ?? 0) * 1.3)),
});
