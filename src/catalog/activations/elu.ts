import { ok } from '../../base/result.ts';
import { defineLayer } from '../define/index.ts';
import { layerPorts } from '../layers/ports.ts';
import { real } from '../params.ts';
import { eluWith } from './functions/elu.ts';
import { workedFunction } from '../worked.ts';

export const eluLayer = defineLayer({
  type: 'ELU',
  category: 'Activations',
  keras: { module: 'keras.layers' },
  inTfjs: ({ alpha }) => (alpha === 1 ? { alpha } : { none: 'Its ELU takes no other alpha than 1.' }),
  summary: 'ReLU with a smooth negative side that levels off.',
  description:
    'Positive values pass unchanged; negative ones bend smoothly down to −alpha. Outputs lie closer to zero on average than with ReLU, which helps the next layer to learn. Units rarely die, but far on the negative side the slope fades. It costs an exponential per value.',
  formula: 'y = x for x > 0, alpha·(eˣ − 1) otherwise',
  keywords: ['exponential linear unit'],
  ...layerPorts(),
  params: { alpha: real(1, { step: 0.1, help: 'How far down the negative side goes.' }) },
  card: ['alpha'],
  outputShape: (_params, { inputs: [input] }) => ok(input),
  activation: ({ alpha }) => eluWith(alpha),
  keepsOrder: true,
  worked: ({ alpha }, numbers) => workedFunction(eluWith(alpha), numbers),
  call: (tf, { alpha }, { inputs: [x] }) => eluWith(alpha).apply(tf, x),
});
