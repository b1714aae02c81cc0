import { ok } from '../../../base/result.ts';
import { sizeOf } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { real } from '../../params.ts';
import { layerPorts } from '../ports.ts';
import { at, factor } from '../../worked.ts';

/** Keras has no default for `scale`; 1 changes nothing. */
export const rescaling = defineLayer({
  type: 'Rescaling',
  category: 'Layers',
  group: 'Normalizing',
  keras: { module: 'keras.layers', positional: ['scale'] },
  inTfjs: () => true,
  summary: 'Multiplies all values by a number and adds another.',
  description:
    'Brings values into another range: pixels from 0 to 255 into 0 to 1 with scale 0.00392157 (that is 1/255), or 0 to 1 into −1 to 1 with scale 2 and offset −1. It does the same while training and after, and stays part of the network, so that nobody can forget it later. The numbers are fixed and not learned. Where features have different units, Normalization measures a scale for each of them.',
  formula: 'y = x·scale + offset',
  keywords: ['scale', 'range', 'preprocessing', 'pixels', 'shift', 'normalise'],
  ...layerPorts(),
  params: {
    scale: real(1, { step: 0.1, help: 'What every value is multiplied by.' }),
    offset: real(0, { step: 0.1, help: 'What is added afterwards.' }),
  },
  card: ['scale', 'offset'],
  outputShape: (_params, { inputs: [input] }) => ok(input),
  multiplyAdds: (_params, { inputs: [input] }) => sizeOf(input),
  keepsOrder: true,
  worked({ scale, offset }, { inputs: { inputs }, place }) {
    const x = at(inputs[0], place);
    return [{ name: 'y', text: `${factor(x)}·${factor(scale)} + ${factor(offset)}`, value: x * scale + offset }];
  },
  call: (tf, { scale, offset }, { inputs: [x] }) => tf.add(tf.mul(x, scale), offset),
});
