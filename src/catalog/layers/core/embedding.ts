import { must } from '../../../base/invariant.ts';
import { ok } from '../../../base/result.ts';
import { defineLayer } from '../../define/index.ts';
import { MAX_UNITS } from '../../limits.ts';
import { integer } from '../../params.ts';
import { constraintPort, initializerPort, layerPorts, regularizerPort } from '../ports.ts';
import { NO_LORA, NO_QUANTIZATION } from '../../left-out.ts';
import { at, indexOf, movedFrom } from '../../worked.ts';

export const embedding = defineLayer({
  type: 'Embedding',
  category: 'Layers',
  group: 'Core',
  keras: {
    module: 'keras.layers',
    positional: ['input_dim', 'output_dim'],
    without: {
      mask_zero: 'No mask travels over the wires.',
      ...NO_LORA,
      ...NO_QUANTIZATION,
      weights: 'First weights come from an initializer, or from a file.',
    },
  },
  inTfjs: () => true,
  summary: 'Gives each word, or other numbered thing, a row of learned numbers.',
  description:
    'Reads whole numbers that name things, such as words of a vocabulary, and looks up a row of values for each. The rows are weights: things that are used alike come to have similar rows. Use it as the first layer behind data that is made of such numbers; as plain quantities they would mean nothing, for word 7 is not more than word 3. Only the rows that occur in a batch are changed in its step.',
  formula: 'y[t] = E[x[t]]',
  keywords: ['word', 'text', 'token', 'vocabulary', 'lookup', 'categorical', 'vector'],
  ...layerPorts([
    initializerPort('embeddings_initializer', 'RandomUniform', 'How the rows E start.'),
    regularizerPort('embeddings_regularizer', 'A penalty on large values in the rows E.'),
    constraintPort('embeddings_constraint', 'A rule that the rows E must keep.'),
  ]),
  params: {
    input_dim: integer(1000, {
      min: 1,
      max: 10_000_000,
      offered: 10_000,
      help: 'How many things there are: they are numbered from 0 to one less than this.',
    }),
    output_dim: integer(16, {
      min: 1,
      max: MAX_UNITS,
      offered: 64,
      help: 'How many numbers describe each of them.',
    }),
  },
  card: ['input_dim', 'output_dim'],
  outputShape: ({ output_dim }, { inputs: [input] }) => ok([...input, output_dim]),
  weights: ({ input_dim, output_dim }) => [
    { name: 'embeddings', shape: [input_dim, output_dim], axes: ['thing', 'number'] },
  ],
  refusesNames({ input_dim }, values) {
    const wrong = values.find((value) => !Number.isInteger(value) || value < 0 || value >= input_dim);
    return wrong === undefined
      ? undefined
      : `reads whole numbers from 0 to ${input_dim - 1}: found ${wrong}; raise input_dim, or wire data that is made of such numbers`;
  },
  worked({ output_dim, input_dim }, { inputs: { inputs }, weights: { embeddings }, place }) {
    if (embeddings === undefined) return undefined;
    const [x] = inputs;
    const from = Math.floor(place / output_dim);
    const thing = Math.trunc(Math.min(input_dim - 1, Math.max(0, at(x, from))));
    const column = place % output_dim;
    return [
      { name: 'x[t]', ...movedFrom(x, indexOf(x.shape, from)), value: thing },
      { name: 'y', text: `E[${thing}], number ${column + 1}`, value: at(embeddings, thing * output_dim + column) },
    ];
  },
  /** A lookup outside the table would read anything, or nothing, and differ from backend to backend. */
  call: (tf, { input_dim }, { inputs: [x] }, { embeddings }) =>
    tf.gather(must(embeddings, 'the rows of Embedding'), tf.cast(tf.clipByValue(x, 0, input_dim - 1), 'int32')),
});
