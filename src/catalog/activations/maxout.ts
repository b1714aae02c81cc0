/*
 * Maxout (Goodfellow et al., 2013); Keras has no such layer. Its kernel is that of a Dense layer with
 * units·pieces columns, the pieces of one unit side by side: column unit·pieces + piece. Initializers
 * therefore see fan_in = inputs, which is right for He and Lecun, and fan_out = units·pieces, so that
 * Glorot starts a little smaller than for a Dense layer of the same width, as it does when Maxout is
 * written as Dense and a maximum. Where two pieces are exactly equal, both get the gradient.
 */
import { must } from '../../base/invariant.ts';
import { sizeOf } from '../../base/shape.ts';
import { defineLayer } from '../define/index.ts';
import { affine, affinePorts, affineShape, affineWeights } from '../layers/core/affine.ts';
import { MAX_UNITS } from '../limits.ts';
import { flag, integer } from '../params.ts';
import { at, listed, weightedSum } from '../worked.ts';

export const maxout = defineLayer({
  type: 'Maxout',
  category: 'Activations',
  inKeras: () => ({
    none: 'Keras has no layer whose units pick the largest of several sums. Use a Dense layer with relu in its place.',
  }),
  summary: 'Each unit takes the largest of several weighted sums.',
  description:
    'A layer that learns its own activation: every unit computes several straight-line pieces and passes on the largest. Two pieces can already imitate ReLU, Leaky ReLU or the absolute value, and no unit can die. It needs as many times the weights of a Dense layer as it has pieces, so it is slower and overfits sooner. No Activation node is needed behind it.',
  formula: 'y = maxₖ (x·Wₖ + bₖ)',
  keywords: ['dense', 'piecewise'],
  ...affinePorts(),
  params: {
    units: integer(32, { min: 1, max: MAX_UNITS, offered: 256, help: 'How many outputs the layer has.' }),
    pieces: integer(2, {
      min: 1,
      max: 1000,
      help: 'How many weighted sums each unit chooses from; 1 makes it a Dense layer.',
    }),
    use_bias: flag(true, { help: 'Adds a learned constant to each piece. Without it all pieces meet at zero.' }),
  },
  card: ['units', 'pieces'],
  outputShape: ({ units }, { inputs: [input] }) => affineShape(input, units),
  weights: ({ units, pieces, use_bias }, { inputs: [input] }) => affineWeights(input, units * pieces, use_bias),
  multiplyAdds: ({ units, pieces }, { inputs: [input] }) => sizeOf(input) * units * pieces,
  worked({ units, pieces }, { inputs: { inputs }, weights: { kernel, bias }, place }) {
    const [x] = inputs;
    if (kernel === undefined) return undefined;
    const width = x.shape.at(-1) ?? 1;
    const [start, unit] = [Math.floor(place / units) * width, place % units];
    const sums = Array.from({ length: pieces }, (_, piece) => {
      const column = unit * pieces + piece;
      return weightedSum(
        Array.from({ length: width }, (_unused, i) => [at(kernel, i * units * pieces + column), at(x, start + i)]),
        bias && at(bias, column),
      );
    });
    const values = sums.map(({ value }) => value);
    const [first] = sums;
    const last = { name: 'y', text: `max(${listed(values)})`, value: Math.max(...values) };
    return first === undefined ? [last] : [{ name: 'z₁', ...first }, last];
  },
  call(tf, { units, pieces }, { inputs: [x] }, { kernel, bias }) {
    const sums = affine(tf, x, must(kernel, 'the kernel of Maxout'), bias);
    return tf.max(tf.reshape(sums, [...x.shape.slice(0, -1), units, pieces]), -1);
  },
});
