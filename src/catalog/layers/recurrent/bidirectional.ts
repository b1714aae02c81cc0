/*
 * Keras' wrapper of recurrent layers. The wrapped layer runs twice, with weights of its own for each direction;
 * Keras' `backward_layer` (another layer for the way back) is not offered. As in Keras a wrapped layer cannot itself
 * go backwards: one direction must be forwards.
 */
import { must } from '../../../base/invariant.ts';
import type { Result } from '../../../base/result.ts';
import { err, ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { sizeOf } from '../../../base/shape.ts';
import type { AtPorts, LayerResult, Tensor, TF, Use } from '../../define/index.ts';
import { defineLayer } from '../../define/index.ts';
import { choice } from '../../params.ts';
import type { ParamShape, ParamValues } from '../../params.ts';
import type { PortSpec } from '../../ports.ts';
import { factor } from '../../worked.ts';
import { layerPorts } from '../ports.ts';
import { wrapping } from '../wrapping.ts';
import { gru } from './gru.ts';
import { lstm } from './lstm.ts';
import { simpleRNN } from './simple-rnn.ts';

const DIRECTIONS = ['forward', 'backward'] as const;
type Direction = (typeof DIRECTIONS)[number];
const LAYERS = [lstm, gru, simpleRNN] as const;

const wrapper = wrapping(LAYERS, {
  help: 'The layer that reads in both directions. Each direction has weights of its own.',
  prefix: 'forward_',
  own: ['merge_mode'],
  fixed: { go_backwards: false },
});

/** How the two directions become one. */
const MERGES = {
  concat: (tf: TF, a: Tensor, b: Tensor) => tf.concat([a, b], -1),
  sum: (tf: TF, a: Tensor, b: Tensor) => tf.add(a, b),
  mul: (tf: TF, a: Tensor, b: Tensor) => tf.mul(a, b),
  ave: (tf: TF, a: Tensor, b: Tensor) => tf.div(tf.add(a, b), 2),
};
/** Both stay apart, each at an output of its own: Keras' None. */
const APART = 'none';
type Merge = keyof typeof MERGES | typeof APART;

const mergeMode = choice<Merge>(
  'concat',
  [
    { value: 'concat', help: 'Side by side: twice as many values.' },
    { value: 'sum', help: 'Added up.' },
    { value: 'mul', help: 'Multiplied.' },
    { value: 'ave', help: 'Their mean.' },
    { value: APART, help: 'Not at all: each has an output of its own.' },
  ],
  { help: 'How the two directions become one.', nothing: APART },
);
const allParams: ParamShape & { readonly merge_mode: typeof mergeMode } = { ...wrapper.params, merge_mode: mergeMode };

/** The ports of a wrapped layer's states, once for each direction, in Keras' order. */
const stateInputs = LAYERS.flatMap(({ inputs }) =>
  inputs.filter(({ name, kind }) => kind === 'tensor' && name !== 'inputs'),
);
const stateOutputs = LAYERS.flatMap(({ outputs }) => outputs.filter(({ name }) => name !== 'outputs'));

const onBothWays = (ports: readonly PortSpec[], end: 'inputs' | 'outputs'): readonly PortSpec[] =>
  DIRECTIONS.flatMap((direction) =>
    [...new Map(ports.map((port) => [port.name, port])).values()].map((port) => ({
      ...wrapper.narrowed(port, (definition) => definition[end].some(({ name }) => name === port.name)),
      name: `${direction}_${port.name}`,
      ...(end === 'inputs' && { argument: 'initial_state' }),
      help: `${port.help.replace(/\.$/, '')}, on the way ${direction === 'forward' ? 'forwards' : 'back'}.`,
    })),
  );

const ports = layerPorts([...onBothWays(stateInputs, 'inputs'), ...wrapper.ports]);

const BACKWARDS = 'backward_outputs';
const backwardPort: PortSpec = {
  name: BACKWARDS,
  kind: 'tensor',
  only: { param: 'merge_mode', is: [APART], initially: false },
  help: 'What the way back gives, while the two stay apart.',
};

/** What carries the prefix of a direction, by its own name. */
const ofDirection = <T>(direction: Direction, named: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(
    Object.entries(named)
      .filter(([name]) => name.startsWith(`${direction}_`))
      .map(([name, value]) => [name.slice(direction.length + 1), value]),
  );

function inputsOf<T>(direction: Direction, { inputs, ...others }: AtPorts<T>): AtPorts<T> {
  return { inputs, ...ofDirection(direction, others) };
}

/** The same of both directions, with the prefix of each. */
const both = <T>(of: (direction: Direction) => Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(
    DIRECTIONS.flatMap((direction) =>
      Object.entries(of(direction)).map(([name, value]) => [`${direction}_${name}`, value]),
    ),
  );

const innerOf = (params: unknown): Use<'layer'> => wrapper.wraps.inner(params as ParamValues);

export const bidirectional = defineLayer({
  type: 'Bidirectional',
  category: 'Layers',
  keras: {
    module: 'keras.layers',
    positional: ['layer'],
    folder: (weight) => `${weight.replace(/_.*$/, '')}_layer/cell`,
  },
  inTfjs(params, input) {
    const { definition, params: inner } = innerOf(params);
    return definition.inTfjs?.(inner, input) ?? { none: `It has no ${definition.type} to wrap.` };
  },
  weightInTfjs: (weight) => weight.replace(/^(forward|backward)_/, '$1_layer/'),
  summary: 'Reads a sequence forwards and backwards with two recurrent layers.',
  description:
    'Runs the chosen recurrent layer over the sequence from its start, and another one of the same kind from its end, and puts both results side by side. With return_sequences every step then knows what came before it and what comes after, which helps wherever the whole sequence is there from the start, as in a sentence or a digit. It cannot predict what comes next, because it would have to see it. It has twice the weights.',
  formula: 'y = [forwards(x), backwards(x)]',
  keywords: ['recurrent', 'sequence', 'lstm', 'gru', 'rnn', 'wrapper', 'birnn', 'bilstm'],
  inputs: ports.inputs,
  outputs: [...ports.outputs, backwardPort, ...onBothWays(stateOutputs, 'outputs')],
  params: allParams,
  card: ['layer', 'units'],
  wraps: wrapper.wraps,
  outputShape(params, inputs): Result<Shape, string> {
    const inner = innerOf(params);
    const shapes = DIRECTIONS.map((direction) =>
      inner.definition.outputShape(inner.params, inputsOf(direction, inputs)),
    );
    const refused = shapes.find((shape) => !shape.ok);
    if (refused !== undefined) return refused;
    const begun = DIRECTIONS.filter((direction) => Object.keys(inputsOf(direction, inputs)).length > 1);
    if (begun.length === 1)
      return err(
        `begins both ways with states or neither: found some for the ${begun.join()} way only, expected them for both`,
      );
    const [shape] = shapes;
    const value = must(shape?.ok === true ? shape.value : undefined, 'the shape of a direction');
    return ok(params.merge_mode === 'concat' ? [...value.slice(0, -1), 2 * (value.at(-1) ?? 1)] : value);
  },
  moreShapes(params, inputs) {
    const { definition, params: inner } = innerOf(params);
    const states = both((direction) => definition.moreShapes?.(inner, inputsOf(direction, inputs)) ?? {});
    const given = definition.outputShape(inner, inputsOf('backward', inputs));
    return { ...(params.merge_mode === APART && given.ok && { [BACKWARDS]: given.value }), ...states };
  },
  weights(params, inputs) {
    const { definition, params: inner } = innerOf(params);
    return DIRECTIONS.flatMap((direction) =>
      (definition.weights?.(inner, { inputs: inputs.inputs }) ?? []).map((weight) => ({
        ...weight,
        name: `${direction}_${weight.name}`,
      })),
    );
  },
  portsOf: both(() => ({ kernel: 'kernel', recurrent_kernel: 'recurrent', bias: 'bias' })),
  multiplyAdds(params, inputs) {
    const { definition, params: inner } = innerOf(params);
    return 2 * (definition.multiplyAdds?.(inner, { inputs: inputs.inputs }) ?? 0);
  },
  working(params, inputs) {
    const { definition, params: inner } = innerOf(params);
    const given = definition.outputShape(inner, { inputs: inputs.inputs });
    const kept = definition.working?.(inner, { inputs: inputs.inputs }) ?? 0;
    return 2 * (kept + (given.ok ? sizeOf(given.value) : 0));
  },
  worked({ merge_mode, ...params }, { inputs, weights, shape, place }) {
    const { definition, params: inner } = innerOf(params);
    const width = (shape.at(-1) ?? 1) / (merge_mode === 'concat' ? 2 : 1);
    const [row, column] = [Math.floor(place / (shape.at(-1) ?? 1)), place % (shape.at(-1) ?? 1)];
    const wayOf = (direction: Direction) => {
      const back = direction === 'backward';
      // Step by step the way back begins with the last one, and is turned round.
      const step = back && inner['return_sequences'] === true ? (shape[0] ?? 1) - 1 - row : row;
      return definition.worked?.(
        { ...inner, go_backwards: back },
        {
          inputs: inputsOf(direction, inputs),
          weights: ofDirection(direction, weights),
          shape: [...shape.slice(0, -1), width],
          place: step * width + (column % width),
        },
      );
    };
    if (merge_mode === APART) return wayOf('forward');
    if (merge_mode === 'concat') return wayOf(column < width ? 'forward' : 'backward');
    const ends = DIRECTIONS.map((direction) => wayOf(direction)?.at(-1)?.value ?? Number.NaN);
    const [there = 0, back = 0] = ends;
    const [a, b] = ends.map(factor);
    if (merge_mode === 'mul') return [{ name: 'y', text: `${a}·${b}`, value: there * back }];
    const value = (there + back) / (merge_mode === 'ave' ? 2 : 1);
    return [{ name: 'y', text: merge_mode === 'ave' ? `(${a} + ${b})/2` : `${a} + ${b}`, value }];
  },
  random(params, inputs) {
    const { definition, params: inner } = innerOf(params);
    return both(() => definition.random?.(inner, { inputs: inputs.inputs }) ?? {});
  },
  call(tf, params, inputs, weights, context) {
    const { definition, params: inner } = innerOf(params);
    const [there, back] = DIRECTIONS.map((direction): LayerResult => {
      const result = definition.call(
        tf,
        { ...inner, go_backwards: direction === 'backward' },
        inputsOf(direction, inputs),
        ofDirection(direction, weights),
        // What comes out is no activation's: the two ways are put together behind it.
        { ...context, logits: false, random: ofDirection(direction, context.random) },
      );
      return 'outputs' in result ? result : { outputs: result };
    });
    const forwards = must(there, 'the way forwards');
    const backwards = must(back, 'the way back');
    // Step by step the way back begins with the last step.
    const turned = inner['return_sequences'] === true ? tf.reverse(backwards.outputs, 1) : backwards.outputs;
    const { merge_mode } = params;
    const states = both((direction) => (direction === 'forward' ? forwards : backwards).more ?? {});
    if (merge_mode === APART) return { outputs: forwards.outputs, more: { [BACKWARDS]: turned, ...states } };
    const outputs = MERGES[merge_mode](tf, forwards.outputs, turned);
    return inner['return_state'] === true ? { outputs, more: states } : outputs;
  },
});
