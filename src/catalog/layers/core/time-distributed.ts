/*
 * Keras' wrapper that puts the same layer on every step. All steps go through the wrapped layer at once, as if each
 * were an example of its own, which gives the same as Keras' step by step.
 */
import type { Result } from '../../../base/result.ts';
import { err, ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { formatShape, sizeOf } from '../../../base/shape.ts';
import type { AtPorts, Use } from '../../define/index.ts';
import { defineLayer } from '../../define/index.ts';
import type { ParamValues } from '../../params.ts';
import { layerPorts } from '../ports.ts';
import { flatten } from '../reshaping/flatten.ts';
import { reshape } from '../reshaping/reshape.ts';
import { wrapping } from '../wrapping.ts';
import { dense } from './dense.ts';
import { at } from '../../worked.ts';

/**
 * Layers that may be wrapped: with one input and one output, keeping nothing between batches, and without random
 * numbers. Params that they share must start from the same value.
 */
const wrapper = wrapping([dense, flatten, reshape], {
  help: 'The layer that every step goes through.',
  prefix: 'step_',
});

const innerOf = (params: unknown): Use<'layer'> => wrapper.wraps.inner(params as ParamValues);

/** One step of a sequence. */
const stepOf = ({ inputs: [input] }: AtPorts<Shape>): AtPorts<Shape> => ({ inputs: [input.slice(1)] });

export const timeDistributed = defineLayer({
  type: 'TimeDistributed',
  category: 'Layers',
  group: 'Sequences',
  keras: { module: 'keras.layers', positional: ['layer'], folder: () => 'layer' },
  inTfjs(params, input) {
    const { definition, params: inner } = innerOf(params);
    return definition.inTfjs?.(inner, input.slice(1)) ?? { none: `It has no ${definition.type} to wrap.` };
  },
  summary: 'Puts the same layer on every step of a sequence.',
  description:
    'Takes the sequence apart, sends each step through the chosen layer, and puts the results together again in the same order. All steps share one set of weights. Use it to flatten every picture of a film, or to answer at every step of a sequence with a Dense layer. A plain Dense layer does the same on steps of a single row; here it says what is meant, as Keras scripts write it.',
  formula: 'yₜ = layer(xₜ) for every step t',
  keywords: ['sequence', 'steps', 'wrapper', 'video', 'recurrent', 'shared'],
  ...layerPorts(wrapper.ports),
  params: wrapper.params,
  card: ['layer'],
  wraps: wrapper.wraps,
  outputShape(params, inputs): Result<Shape, string> {
    const [input] = inputs.inputs;
    if (input.length < 2)
      return err(`goes through steps of at least one dimension: found shape ${formatShape(input)}, expected steps × …`);
    const inner = innerOf(params);
    const step = inner.definition.outputShape(inner.params, stepOf(inputs));
    return step.ok ? ok([input[0] ?? 1, ...step.value]) : err(`has a layer that ${step.error} in every step`);
  },
  weights(params, inputs) {
    const inner = innerOf(params);
    return inner.definition.weights?.(inner.params, stepOf(inputs)) ?? [];
  },
  multiplyAdds(params, inputs) {
    const inner = innerOf(params);
    return (inputs.inputs[0][0] ?? 1) * (inner.definition.multiplyAdds?.(inner.params, stepOf(inputs)) ?? 0);
  },
  worked(params, { inputs: { inputs }, weights, shape, place }) {
    const inner = innerOf(params);
    const [x] = inputs;
    const [steps = 1, ...step] = x.shape;
    const [given, taken] = [sizeOf(shape) / steps, sizeOf(step)];
    const values = Array.from({ length: taken }, (_, i) => at(x, Math.floor(place / given) * taken + i));
    return inner.definition.worked?.(inner.params, {
      inputs: { inputs: [{ shape: step, values }] },
      weights,
      shape: shape.slice(1),
      place: place % given,
    });
  },
  call(tf, params, { inputs: [x] }, weights, context) {
    const inner = innerOf(params);
    const [rows = 1, steps = 1, ...step] = x.shape;
    const apart = tf.reshape(x, [rows * steps, ...step]);
    const result = inner.definition.call(tf, inner.params, { inputs: [apart] }, weights, { ...context, logits: false });
    const given = 'outputs' in result ? result.outputs : result;
    return tf.reshape(given, [rows, steps, ...given.shape.slice(1)]);
  },
});
