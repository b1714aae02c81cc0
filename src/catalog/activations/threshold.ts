import { ok } from '../../base/result.ts';
import { defineLayer } from '../define/index.ts';
import { layerPorts } from '../layers/ports.ts';
import { real } from '../params.ts';
import { thresholdWith } from './functions/threshold-with.ts';
import { workedFunction } from '../worked.ts';

/** Keras has it as a function alone, whose two arguments have no default there. */
export const threshold = defineLayer({
  type: 'Threshold',
  category: 'Activations',
  keras: {
    module: 'keras.src.ops.nn',
    lacks: ['trainable', 'dtype'],
    called: 'keras.activations.threshold',
    positional: ['threshold', 'default_value'],
  },
  summary: 'Lets values above a threshold pass and sets all others to one value.',
  description:
    'A ReLU whose corner can stand anywhere: what is larger than the threshold passes as it is, the rest becomes default_value. With both at 0 it is ReLU. The curve jumps where the two differ, which makes learning restless, and values up to the threshold send no gradient back.',
  formula: 'y = x for x > threshold, default_value otherwise',
  keywords: ['cut', 'dead', 'relu'],
  ...layerPorts(),
  params: {
    threshold: real(0, { min: -1e6, max: 1e6, step: 0.1, help: 'Values up to this do not pass.' }),
    default_value: real(0, { min: -1e6, max: 1e6, step: 0.1, help: 'What those values become.' }),
  },
  card: ['threshold', 'default_value'],
  outputShape: (_params, { inputs: [input] }) => ok(input),
  activation: (params) => thresholdWith(params),
  worked: (params, numbers) => workedFunction(thresholdWith(params), numbers),
  call: (tf, params, { inputs: [x] }) => thresholdWith(params).apply(tf, x),
});
