import { must } from '../../../base/invariant.ts';
import { sizeOf } from '../../../base/shape.ts';
import { activationNamed, activationParam } from '../../activations/functions/index.ts';
import { defineLayer } from '../../define/index.ts';
import { MAX_UNITS } from '../../limits.ts';
import { flag, integer } from '../../params.ts';
import { activityPort } from '../ports.ts';
import { affine, affinePorts, affineShape, affineWeights } from './affine.ts';
import { applied, at, weightedSum } from '../../worked.ts';
import { NO_LORA, NO_QUANTIZATION } from '../../left-out.ts';

export const dense = defineLayer({
  type: 'Dense',
  category: 'Layers',
  group: 'Core',
  keras: { module: 'keras.layers', positional: ['units'], without: { ...NO_LORA, ...NO_QUANTIZATION } },
  inTfjs: () => true,
  summary: 'Every output is a weighted sum of all inputs.',
  description:
    'The basic layer of a neural network. Each of its units multiplies every input by a weight of its own, adds them up and adds a bias. The weights are what training changes. More units can learn finer detail, but take longer and may learn the examples by heart; badly scaled first weights make signals fade or explode from layer to layer.',
  formula: 'y = activation(x·W + b)',
  keywords: ['fully connected', 'linear', 'perceptron'],
  ...affinePorts([activityPort()]),
  params: {
    units: integer(32, { min: 1, max: MAX_UNITS, offered: 256, help: 'How many outputs the layer has.' }),
    activation: activationParam(
      'linear',
      'A function applied to the outputs; or wire an Activation node behind the layer.',
    ),
    use_bias: flag(true, {
      help: 'Adds a learned constant to each output. Not needed in front of batch normalisation.',
    }),
  },
  card: ['units', 'activation'],
  outputShape: ({ units }, { inputs: [input] }) => affineShape(input, units),
  weights: ({ units, use_bias }, { inputs: [input] }) => affineWeights(input, units, use_bias),
  multiplyAdds: ({ units }, { inputs: [input] }) => sizeOf(input) * units,
  activation: ({ activation }) => activationNamed(activation),
  affine: true,
  bias: 'use_bias',
  worked({ activation, units }, { inputs: { inputs }, weights, place }) {
    const [x] = inputs;
    const { kernel, bias } = weights;
    if (kernel === undefined) return undefined;
    const width = x.shape.at(-1) ?? 1;
    const start = Math.floor(place / units) * width;
    const sumOf = (unit: number) =>
      weightedSum(
        Array.from({ length: width }, (_, i) => [at(kernel, i * units + unit), at(x, start + i)]),
        bias && at(bias, unit),
      );
    const unit = place % units;
    const sum = sumOf(unit);
    const curve = activationNamed(activation);
    if (curve.name === 'linear') return [{ name: 'y', ...sum }];
    // Only a function over all units needs the others too: a wide layer has hundreds of thousands of products.
    const others = curve.rowwise === true;
    const row = others ? Array.from({ length: units }, (_, each) => sumOf(each).value) : [sum.value];
    const last = applied(curve, row, others ? unit : 0, 'y');
    return last && [{ name: 'z', ...sum }, last];
  },
  call(tf, { activation }, { inputs: [x] }, { kernel, bias }, { logits }) {
    const sum = affine(tf, x, must(kernel, 'the kernel of Dense'), bias);
    return logits ? sum : activationNamed(activation).apply(tf, sum);
  },
});
