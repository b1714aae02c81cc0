import { ok, err } from '../../base/result.ts';
import { formatShape, sizeOf } from '../../base/shape.ts';
import { activationParam, applyActivation } from '../activations/functions/index.ts';
import { defineLayer } from '../define.ts';
import { flag, integer } from '../params.ts';
import { initializerPort, layerPorts, regularizerPort } from './ports.ts';

export const dense = defineLayer({
  type: 'Dense',
  category: 'Layers',
  keras: { module: 'keras.layers' },
  summary: 'Every output is a weighted sum of all inputs.',
  description:
    'The basic layer of a neural network. Each of its units multiplies every input by a weight of its own, adds them up and adds a bias. The weights are what training changes.',
  formula: 'y = activation(x·W + b)',
  order: 1,
  keywords: ['fully connected', 'linear', 'perceptron'],
  ...layerPorts([
    initializerPort('kernel_initializer', 'GlorotUniform', 'How the weights W start.'),
    initializerPort('bias_initializer', 'Zeros', 'How the biases b start.'),
    regularizerPort('kernel_regularizer', 'A penalty on large weights W.'),
    regularizerPort('bias_regularizer', 'A penalty on large biases b.'),
  ]),
  params: {
    units: integer(32, { min: 1, max: 1_000_000_000, help: 'How many outputs the layer has.' }),
    activation: activationParam('linear', 'A function applied to the outputs; or wire an Activation node behind the layer.'),
    use_bias: flag(true, { help: 'Adds a learned constant to each output. Not needed in front of batch normalisation.' }),
  },
  card: ['units', 'activation'],
  outputShape: ({ units }, [input = []]) =>
    input.length === 0
      ? err(`needs at least one value per example, found shape ${formatShape(input)}`)
      : ok([...input.slice(0, -1), units]),
  weights: ({ units, use_bias }, [input = []]) => [
    {
      name: 'kernel',
      shape: [input.at(-1) ?? 1, units],
      trainable: true,
      initializer: 'GlorotUniform',
      initializerPort: 'kernel_initializer',
      regularizerPort: 'kernel_regularizer',
    },
    ...(use_bias
      ? [
          {
            name: 'bias',
            shape: [units],
            trainable: true,
            initializer: 'Zeros',
            initializerPort: 'bias_initializer',
            regularizerPort: 'bias_regularizer',
          },
        ]
      : []),
  ],
  multiplyAdds: ({ units }, [input = []]) => sizeOf(input) * units,
  activation: ({ activation }) => activation,
  call(tf, { activation, use_bias }, [x], { kernel, bias }, { logits }) {
    if (x === undefined || kernel === undefined) throw new Error('Dense was called without its input or kernel');
    const inputs = x.shape.at(-1) ?? 1;
    const flat = x.rank === 2 ? x : tf.reshape(x, [-1, inputs]);
    const product = tf.matMul(flat as never, kernel as never);
    const sum = use_bias && bias !== undefined ? tf.add(product, bias) : product;
    const shaped = x.rank === 2 ? sum : tf.reshape(sum, [...x.shape.slice(0, -1), kernel.shape[1] ?? 1]);
    return logits ? shaped : applyActivation(tf, activation, shaped);
  },
});
