import { defineInitializer } from '../define/index.ts';
import { choice, real } from '../params.ts';
import { short } from './draw.ts';
import { initializerPorts } from './ports.ts';
import type { Distribution } from './variance-scaling-rule.ts';
import { varianceScaling as scaled } from './variance-scaling-rule.ts';
import { NO_FANS } from '../left-out.ts';

/** Keras accepts `normal` as another name of `truncated_normal`. */
const DISTRIBUTIONS: Readonly<Record<'truncated_normal' | 'untruncated_normal' | 'uniform' | 'normal', Distribution>> =
  {
    truncated_normal: 'truncated_normal',
    untruncated_normal: 'untruncated_normal',
    uniform: 'uniform',
    normal: 'truncated_normal',
  };

export const varianceScaling = defineInitializer({
  type: 'VarianceScaling',
  category: 'Initializers',
  keras: { module: 'keras.initializers', without: NO_FANS },
  summary: 'The rule behind Glorot, He and Lecun, with its knobs.',
  description:
    'Chooses the spread of the start weights from the number of inputs (fan_in) or outputs (fan_out) of the layer, so that signals neither fade nor explode from layer to layer. Scale 2 with fan_in is He, scale 1 with fan_avg is Glorot, scale 1 with fan_in is Lecun. Use it to see what lies in between: with twice the right scale, signals grow by a factor √2 in every layer.',
  formula: 'Var(W) = scale/fan',
  keywords: ['fan_in', 'fan_out', 'xavier', 'kaiming'],
  ...initializerPorts,
  params: {
    scale: real(1, { min: 1e-12, step: 0.1, help: 'The variance times the fan: 1 for tanh or selu, 2 for ReLU.' }),
    mode: choice(
      'fan_in',
      [
        { value: 'fan_in', help: 'The number of inputs: keeps the signals on their way forward at one size.' },
        { value: 'fan_out', help: 'The number of outputs: keeps the gradients on their way back at one size.' },
        { value: 'fan_avg', help: 'The mean of both.' },
      ],
      { help: 'Which number the variance is divided by.' },
    ),
    distribution: choice(
      'truncated_normal',
      [
        {
          value: 'truncated_normal',
          help: 'A bell curve cut off at two standard deviations, stretched to keep the variance.',
        },
        { value: 'untruncated_normal', help: 'A whole bell curve.' },
        { value: 'uniform', help: 'Evenly spread between two limits.' },
        { value: 'normal', help: 'Another name of truncated_normal.' },
      ],
      { help: 'The shape the numbers are drawn from; all have the same variance.' },
    ),
  },
  card: ['scale', 'mode', 'distribution'],
  values: ({ scale, mode, distribution }, shape, rng) => scaled(scale, mode, DISTRIBUTIONS[distribution], shape, rng),
  spread: ({ scale, mode, distribution }) =>
    distribution === 'uniform' ? `±√(${short(3 * scale)}/${mode})` : `sd √(${short(scale)}/${mode})`,
});
