import { compact } from '../../base/format.ts';
import { must } from '../../base/invariant.ts';
import { err, ok } from '../../base/result.ts';
import { formatShape, sizeOf } from '../../base/shape.ts';
import { defineLayer } from '../define/index.ts';
import { constraintPort, initializerPort, layerPorts, regularizerPort } from '../layers/ports.ts';
import { at, factor } from '../worked.ts';

/** He and others, 2015. Keras' `shared_axes` is not offered: every value has its own slope. */
export const prelu = defineLayer({
  type: 'PReLU',
  category: 'Activations',
  keras: {
    module: 'keras.layers',
    without: { shared_axes: 'Each unit has a slope of its own, as in Keras unless told otherwise.' },
  },
  inTfjs: () => true,
  summary: 'Leaky ReLU that learns its own negative slopes.',
  description:
    'Positive values pass unchanged; negative ones are multiplied by a slope that training finds, one for every value of an example. It starts as a plain ReLU (slopes of zero) and can turn into anything between ReLU and a straight line. The extra weights can overfit on little data; do not put an L2 penalty on them unless you want them pulled back to ReLU.',
  formula: 'y = max(0, x) − α·max(0, −x)',
  keywords: ['parametric', 'leaky', 'relu'],
  ...layerPorts([
    initializerPort('alpha_initializer', 'Zeros', 'How the negative slopes α start.'),
    regularizerPort('alpha_regularizer', 'A penalty on large slopes α.'),
    constraintPort('alpha_constraint', 'A rule that the slopes α must keep.'),
  ]),
  params: {},
  outputShape: (_params, { inputs: [input] }) =>
    input.length === 0
      ? err(`needs at least one dimension per example to give each value a slope, found shape ${formatShape(input)}`)
      : ok(input),
  weights: (_params, { inputs: [shape] }) => [{ name: 'alpha', shape }],
  multiplyAdds: (_params, { inputs: [input] }) => sizeOf(input),
  keepsOrder: true,
  worked(_params, { inputs: { inputs }, weights: { alpha }, place }) {
    const [x, slope] = [at(inputs[0], place), alpha === undefined ? Number.NaN : at(alpha, place)];
    const text = `max(0, ${compact(x)}) − ${factor(slope)}·max(0, ${compact(-x)})`;
    return [{ name: 'y', text, value: x > 0 ? x : slope * x }];
  },
  call: (tf, _params, { inputs: [x] }, { alpha }) => tf.prelu(x, must(alpha, 'the slopes of PReLU')),
});
