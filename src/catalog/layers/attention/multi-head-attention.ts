/*
 * Multi-head attention (Vaswani et al., 2017) as Keras 3 computes it on sequences, in products and transpositions
 * that every backend has. `use_causal_mask` and `return_attention_scores` are arguments of the call in Keras.
 */
import { must } from '../../../base/invariant.ts';
import { err, ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { formatShape } from '../../../base/shape.ts';
import type { AtPorts, Tensor, TF } from '../../define/index.ts';
import { defineLayer } from '../../define/index.ts';
import { NO_SEED } from '../../left-out.ts';
import { flag, integer, optionalInteger, real } from '../../params.ts';
import type { PortSpec } from '../../ports.ts';
import { affine } from '../core/affine.ts';
import { keepMask } from '../keep-mask.ts';
import { constraintPort, initializerPort, layerPorts, regularizerPort } from '../ports.ts';
import { workedAttention } from './worked.ts';

/** Keras' stand-in for minus infinity: no step is looked at that far down. */
const SHUT = -1e9;
const MAX_HEADS = 256;
const MAX_HEAD_WIDTH = 4096;

const tensorPorts: readonly PortSpec[] = [
  {
    name: 'value',
    kind: 'tensor',
    required: true,
    help: 'The sequence to take from. Wire the same as at inputs for self-attention.',
  },
  { name: 'key', kind: 'tensor', help: 'What the steps of value are found by; value itself if nothing is wired.' },
];

const ports = layerPorts([
  ...tensorPorts,
  initializerPort('kernel_initializer', 'GlorotUniform', 'How the weights of all four products start.'),
  initializerPort('bias_initializer', 'Zeros', 'How the biases start.'),
  regularizerPort('kernel_regularizer', 'A penalty on large weights.'),
  regularizerPort('bias_regularizer', 'A penalty on large biases.'),
  constraintPort('kernel_constraint', 'A rule that the weights must keep.'),
  constraintPort('bias_constraint', 'A rule that the biases must keep.'),
]);

interface Widths {
  readonly num_heads: number;
  readonly key_dim: number;
  readonly value_dim: number | null;
}

/** Steps and features of query, value and key, and the widths of a head. */
function sizesOf({ num_heads, key_dim, value_dim }: Widths, { inputs: [query], value, key }: AtPorts<Shape>) {
  const [steps = 1, features = 1] = query;
  const [values = query] = value ?? [];
  const [keys = values] = key ?? [];
  const [length = 1, valueFeatures = 1] = values;
  return {
    steps,
    length,
    heads: num_heads,
    width: key_dim,
    valueWidth: value_dim ?? key_dim,
    features,
    valueFeatures,
    keyFeatures: keys[1] ?? 1,
  };
}

/** All kernels have the same ports, and all biases. */
const PORTS_OF = Object.fromEntries(
  ['query', 'key', 'value', 'attention_output'].flatMap((name) => [
    [`${name}_kernel`, 'kernel'],
    [`${name}_bias`, 'bias'],
  ]),
);

export const multiHeadAttention = defineLayer({
  type: 'MultiHeadAttention',
  category: 'Layers',
  group: 'Sequences',
  keras: {
    without: {
      ...NO_SEED,
      output_shape: 'What comes out is as wide as what asks; a Dense layer behind it makes it any other width.',
      attention_axes: 'Sequences have one axis to look along.',
      sliding_window: 'Every step may look at every other one, or at the earlier ones with use_causal_mask.',
      flash_attention: 'It changes how Keras computes, not what comes out.',
      use_gate: 'It is a variant that hardly anybody has used yet.',
      activity_regularizer: 'Keras charges for the values inside of the layer, of which there is no wire here.',
    },
    module: 'keras.layers',
    positional: ['num_heads', 'key_dim'],
    folder: (weight) => `${weight.replace(/^attention_/, '').replace(/_(kernel|bias)$/, '')}_dense`,
  },
  summary: 'Lets every step of a sequence look at the steps that matter to it.',
  description:
    'Each step of inputs (the query) is compared with every step of key, and takes a mixture of value in which similar steps count most. Several heads do this side by side, each with weights of its own, so that they can look for different things. It is the heart of transformers: any two steps meet at once, however far apart they are. It does not know the order of the steps, unless their place is part of the features. The table of comparisons grows with the square of the length. Wire one sequence to inputs and value for self-attention.',
  formula: 'y = [softmax(Q·Kᵀ/√key_dim)·V of each head]·W + b',
  keywords: ['attention', 'transformer', 'self-attention', 'mha', 'sequence', 'query', 'key', 'value'],
  inputs: ports.inputs.map((port) =>
    port.name === 'inputs' ? { ...port, help: 'The sequence that asks: the query.' } : port,
  ),
  outputs: [
    ...ports.outputs,
    {
      name: 'scores',
      kind: 'tensor',
      when: 'return_attention_scores',
      help: 'How much each step looks at each step of value, by head; every row adds up to 1.',
    },
  ],
  params: {
    num_heads: integer(2, { min: 1, max: MAX_HEADS, help: 'How many comparisons are made side by side.' }),
    key_dim: integer(16, {
      min: 1,
      max: MAX_HEAD_WIDTH,
      help: 'How many numbers each head compares steps by; often the number of features divided by num_heads.',
    }),
    value_dim: optionalInteger({
      min: 1,
      max: MAX_HEAD_WIDTH,
      advanced: true,
      help: 'How many numbers each head takes from a step; as many as key_dim if off.',
    }),
    dropout: real(0, {
      min: 0,
      max: 1,
      step: 0.05,
      help: 'The fraction of looks that are dropped while training.',
    }),
    use_bias: flag(true, { help: 'Adds learned constants to all four products.' }),
    use_causal_mask: flag(false, {
      help: 'No step may look at later ones: for networks that predict what comes next.',
    }),
    return_attention_scores: flag(false, {
      help: 'Opens a second output with how much each step looks at each other.',
    }),
  },
  card: ['num_heads', 'key_dim'],
  callParams: ['use_causal_mask', 'return_attention_scores'],
  outputShape(_params, { inputs: [query], value, key }) {
    const given = { inputs: query, value: value?.[0] ?? query, key: key?.[0] ?? value?.[0] ?? query };
    for (const [port, shape] of Object.entries(given))
      if (shape.length !== 2)
        return err(
          `compares sequences, steps × features: found shape ${formatShape(shape)} at ${port}, expected two dimensions`,
        );
    if (given.key[0] !== given.value[0])
      return err(
        `finds each step of value by one of key: found ${given.key[0]} steps at key, expected ${given.value[0]} as at value`,
      );
    return ok(query);
  },
  moreShapes(params, inputs) {
    const { heads, steps, length } = sizesOf(params, inputs);
    return params.return_attention_scores ? { scores: [heads, steps, length] } : {};
  },
  weights(params, inputs) {
    const { heads, width, valueWidth, features, keyFeatures, valueFeatures } = sizesOf(params, inputs);
    const product = (name: string, kernel: Shape, bias: Shape) => [
      { name: `${name}_kernel`, shape: kernel },
      ...(params.use_bias ? [{ name: `${name}_bias`, shape: bias }] : []),
    ];
    return [
      ...product('query', [features, heads, width], [heads, width]),
      ...product('key', [keyFeatures, heads, width], [heads, width]),
      ...product('value', [valueFeatures, heads, valueWidth], [heads, valueWidth]),
      ...product('attention_output', [heads, valueWidth, features], [features]),
    ];
  },
  portsOf: () => PORTS_OF,
  multiplyAdds(params, inputs) {
    const { steps, length, heads, width, valueWidth, ...from } = sizesOf(params, inputs);
    const products = steps * from.features * (width + valueWidth);
    const others = length * (from.keyFeatures * width + from.valueFeatures * valueWidth);
    return heads * (products + others + steps * length * (width + valueWidth));
  },
  working(params, inputs) {
    const { steps, length, heads, width, valueWidth } = sizesOf(params, inputs);
    return heads * 4 * ((steps + length) * (width + valueWidth) + steps * length);
  },
  random(params, inputs) {
    const { heads, steps, length } = sizesOf(params, inputs);
    return params.dropout === 0 ? {} : { keep: { shape: [heads, steps, length], distribution: 'uniform' as const } };
  },
  worked: workedAttention,
  call(tf, params, inputs, weights, { training, random }) {
    const [query] = inputs.inputs;
    const value = inputs['value']?.[0] ?? query;
    const key = inputs['key']?.[0] ?? value;
    const heads = (x: Tensor, name: string) =>
      inHeads(tf, x, must(weights[`${name}_kernel`], `the ${name} kernel`), weights[`${name}_bias`]);
    const asked = tf.mul(heads(query, 'query'), 1 / Math.sqrt(params.key_dim));
    const compared = tf.matMul(asked, heads(key, 'key'), false, true);
    const scores = tf.softmax(params.use_causal_mask ? tf.add(compared, later(tf, compared)) : compared);
    const looks =
      training && params.dropout > 0
        ? tf.mul(scores, keepMask(tf, must(random['keep'], 'the mask of MultiHeadAttention'), params.dropout))
        : scores;
    const taken = tf.transpose(tf.matMul(looks, heads(value, 'value')), [0, 2, 1, 3]);
    const [rows = 1, steps = 1, count = 1, width = 1] = taken.shape;
    const kernel = must(weights['attention_output_kernel'], 'the output kernel');
    const outputs = affine(
      tf,
      tf.reshape(taken, [rows, steps, count * width]),
      tf.reshape(kernel, [count * width, kernel.shape[2] ?? 1]),
      weights['attention_output_bias'],
    );
    return params.return_attention_scores ? { outputs, more: { scores } } : outputs;
  },
});

/** `x·W + b` of every head, as rows × heads × steps × width. */
function inHeads(tf: TF, x: Tensor, kernel: Tensor, bias: Tensor | undefined): Tensor {
  const [features = 1, heads = 1, width = 1] = kernel.shape;
  const [rows = 1, steps = 1] = x.shape;
  const flat = tf.reshape(kernel, [features, heads * width]);
  const sums = affine(tf, x, flat, bias && tf.reshape(bias, [heads * width]));
  return tf.transpose(tf.reshape(sums, [rows, steps, heads, width]), [0, 2, 1, 3]);
}

/** What shuts off all steps behind one's own, for a table of comparisons. */
function later(tf: TF, { shape }: Tensor): Tensor {
  const [steps = 1, length = 1] = shape.slice(-2);
  const own = tf.reshape(tf.range(0, steps), [steps, 1]);
  const other = tf.reshape(tf.range(0, length), [1, length]);
  return tf.mul(tf.cast(tf.greater(other, own), 'float32'), SHUT);
}
