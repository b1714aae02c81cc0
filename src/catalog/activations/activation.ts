import { err, ok } from '../../base/result.ts';
import { defineLayer } from '../define/index.ts';
import { layerPorts } from '../layers/ports.ts';
import { activationNamed, activationParam } from './functions/index.ts';
import { workedFunction } from '../worked.ts';

export const activation = defineLayer({
  type: 'Activation',
  category: 'Activations',
  keras: { module: 'keras.layers', positional: ['activation'] },
  inTfjs: () => true,
  summary: 'Bends every value with a chosen curve, e.g. ReLU.',
  description:
    'Applies one function to every value that passes. Without such a bend between them, several Dense layers can do no more than one. Use ReLU or a relative of it inside the network, softmax or sigmoid at its end for classes, and none for a regression. Curves that run flat at their ends (sigmoid, tanh) make gradients vanish in deep networks.',
  formula: 'y = f(x)',
  keywords: ['nonlinearity', 'relu', 'sigmoid', 'tanh', 'softmax', 'gelu', 'swish'],
  ...layerPorts(),
  params: { activation: activationParam('relu', 'Which function to apply.') },
  card: ['activation'],
  outputShape: ({ activation: name }, { inputs: [input] }) =>
    name === 'softmax' && input.length === 0
      ? err(
          'softmax shares out 1 over the values of a row, found one single value per example, expected at least one dimension',
        )
      : ok(input),
  activation: ({ activation: name }) => activationNamed(name),
  keepsOrder: true,
  worked: ({ activation: name }, numbers) => workedFunction(activationNamed(name), numbers),
  call: (tf, { activation: name }, { inputs: [x] }, _weights, { logits }) =>
    logits ? x : activationNamed(name).apply(tf, x),
});
