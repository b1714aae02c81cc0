/*
 * Keras' wrapper of recurrent layers. The wrapped layer runs twice, with weights of its own for each direction, or a
 * second layer, Keras' `backward_layer`, reads the other way. Both have as many units, and give as many states: Keras
 * takes the shape of what comes out from the first one alone, so its models with anything else do not run. Only beside a
 * second layer may the first one itself go backwards; one direction must be forwards.
 */
import { must } from '../../../base/invariant.ts';
import type { Result } from '../../../base/result.ts';
import { err, ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { sizeOf } from '../../../base/shape.ts';
import type { LayerResult, Tensor, TF, Use } from '../../define/index.ts';
import { defineLayer } from '../../define/index.ts';
import { choice, shownWhile } from '../../params.ts';
import type { ParamShape, ParamValues } from '../../params.ts';
import type { PortSpec } from '../../ports.ts';
import { factor } from '../../worked.ts';
import { accompanying } from '../companion.ts';
import { layerPorts } from '../ports.ts';
import { wrapping } from '../wrapping.ts';
import { both, DIRECTIONS, inputsOf, ofDirection, type Direction } from './both-ways.ts';
import { gru } from './gru.ts';
import { lstm } from './lstm.ts';
import { recurrentParams } from './parts.ts';
import { simpleRNN } from './simple-rnn.ts';

const LAYERS = [lstm, gru, simpleRNN] as const;

const second = accompanying(LAYERS, {
  argument: 'backward_layer',
  prefix: 'backward_',
  help: 'The layer that reads the other way, if it is to be another one.',
  like: 'The same layer, with weights of its own.',
  where: 'in the layer that reads the other way',
  shared: ['units', 'return_sequences', 'return_state', 'go_backwards'],
  fixed: (params) => ({ go_backwards: params['go_backwards'] !== true }),
  derived: { go_backwards: true },
});
const { companion } = second;

/** Whether the first layer is the one that goes backwards. */
const turns = (params: ParamValues): boolean =>
  companion.inner(params) !== undefined && params['go_backwards'] === true;

const wrapper = wrapping(LAYERS, {
  help: 'The layer that reads in both directions. Each direction has weights of its own.',
  prefix: 'forward_',
  own: ['merge_mode'],
  leaves: ['go_backwards'],
  fixed: (params) => ({ go_backwards: turns(params) }),
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
const allParams: ParamShape & { readonly merge_mode: typeof mergeMode } = {
  ...wrapper.params,
  merge_mode: mergeMode,
  ...second.params,
  go_backwards: shownWhile(
    recurrentParams.go_backwards,
    second.given,
    () => 'Lets the first layer read from the end, and the other one from the start.',
  ),
};

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

const ports = layerPorts([...onBothWays(stateInputs, 'inputs'), ...wrapper.ports, ...second.ports]);

const BACKWARDS = 'backward_outputs';
const backwardPort: PortSpec = {
  name: BACKWARDS,
  kind: 'tensor',
  only: { param: 'merge_mode', is: [APART], initially: false },
  help: 'What the way back gives, while the two stay apart.',
};

/** The ports of each weight: the same for both directions, or each their own. */
const PORTS = { kernel: 'kernel', recurrent_kernel: 'recurrent', bias: 'bias' };
const TOGETHER = both(() => PORTS);
const EACH_ITS_OWN = both((direction) =>
  direction === 'forward'
    ? PORTS
    : Object.fromEntries(Object.entries(PORTS).map(([weight, port]) => [weight, `${companion.prefix}${port}`])),
);

/** The second layer, if one is given. */
const secondOf = (params: unknown): Use<'layer'> | undefined => companion.inner(params as ParamValues);

/** The layer of each direction. */
function innerOf(params: unknown): Readonly<Record<Direction, Use<'layer'>>> {
  const forward = wrapper.wraps.inner(params as ParamValues);
  const { definition, params: usual } = forward;
  const derived = { definition, params: { ...usual, go_backwards: usual['go_backwards'] !== true } };
  return { forward, backward: secondOf(params) ?? derived };
}

const statesOf = ({ definition }: Use<'layer'>): number =>
  definition.outputs.filter(({ when }) => when === 'return_state').length;

/** The sum over both directions. */
const total = (params: unknown, of: (inner: Use<'layer'>) => number): number => {
  const { forward, backward } = innerOf(params);
  return of(forward) + of(backward);
};

export const bidirectional = defineLayer({
  type: 'Bidirectional',
  category: 'Layers',
  group: 'Sequences',
  keras: {
    without: { weights: 'First weights come from initializers, or from a file.' },
    module: 'keras.layers',
    positional: ['layer'],
    folder: (weight) => `${weight.replace(/_.*$/, '')}_layer/cell`,
  },
  inTfjs(params, input) {
    if (secondOf(params) !== undefined)
      return { none: 'Its wrapper takes no backward_layer. Leave that out before training.' };
    const { definition, params: inner } = innerOf(params).forward;
    return definition.inTfjs?.(inner, input) ?? { none: `It has no ${definition.type} to wrap.` };
  },
  weightInTfjs: (weight) => weight.replace(/^(forward|backward)_/, '$1_layer/'),
  summary: 'Reads a sequence forwards and backwards with two recurrent layers.',
  description:
    'Runs the chosen recurrent layer over the sequence from its start, and another one of the same kind from its end, and puts both results side by side. With return_sequences every step then knows what came before it and what comes after, which helps wherever the whole sequence is there from the start, as in a sentence or a digit. It cannot predict what comes next, because it would have to see it. It has twice the weights. A backward_layer lets another kind of layer read the other way.',
  formula: 'y = [forwards(x), backwards(x)]',
  keywords: ['recurrent', 'sequence', 'lstm', 'gru', 'rnn', 'wrapper', 'birnn', 'bilstm'],
  inputs: ports.inputs,
  outputs: [...ports.outputs, backwardPort, ...onBothWays(stateOutputs, 'outputs')],
  params: allParams,
  card: ['layer', 'units'],
  wraps: { ...wrapper.wraps, companion },
  refuses(params) {
    const { forward, backward } = innerOf(params);
    const [there, back] = [statesOf(forward), statesOf(backward)];
    if (params['return_state'] !== true || there === back) return undefined;
    return {
      message: `With return_state both ways give as many states, found ${there} of ${forward.definition.type} and ${back} of ${backward.definition.type}.`,
      remedies: [
        { label: 'Set return_state off', params: { return_state: false } },
        {
          label: `Set backward_layer to ${forward.definition.type}`,
          params: { [companion.param]: forward.definition.type },
        },
      ],
    };
  },
  outputShape(params, inputs): Result<Shape, string> {
    const inner = innerOf(params);
    const begun = DIRECTIONS.filter((direction) => Object.keys(inputsOf(direction, inputs)).length > 1);
    if (begun.length > 0 && statesOf(inner.forward) !== statesOf(inner.backward))
      return err(
        `begins with states only if both ways have as many: found ${inner.forward.definition.type} and ${inner.backward.definition.type}, expected the same for both`,
      );
    const shapes = DIRECTIONS.map((direction) => {
      const { definition, params: own } = inner[direction];
      return definition.outputShape(own, inputsOf(direction, inputs));
    });
    const refused = shapes.find((shape) => !shape.ok);
    if (refused !== undefined) return refused;
    if (begun.length === 1)
      return err(
        `begins both ways with states or neither: found some for the ${begun.join()} way only, expected them for both`,
      );
    const [shape] = shapes;
    const value = must(shape?.ok === true ? shape.value : undefined, 'the shape of a direction');
    return ok(params.merge_mode === 'concat' ? [...value.slice(0, -1), 2 * (value.at(-1) ?? 1)] : value);
  },
  moreShapes(params, inputs) {
    const inner = innerOf(params);
    const states = both((direction) => {
      const { definition, params: own } = inner[direction];
      return definition.moreShapes?.(own, inputsOf(direction, inputs)) ?? {};
    });
    const given = inner.backward.definition.outputShape(inner.backward.params, inputsOf('backward', inputs));
    return { ...(params.merge_mode === APART && given.ok && { [BACKWARDS]: given.value }), ...states };
  },
  weights(params, inputs) {
    const inner = innerOf(params);
    return DIRECTIONS.flatMap((direction) => {
      const { definition, params: own } = inner[direction];
      const weights = definition.weights?.(own, { inputs: inputs.inputs }) ?? [];
      return weights.map((weight) => ({ ...weight, name: `${direction}_${weight.name}` }));
    });
  },
  // A layer made from the first one has its parts; one of its own has parts of its own.
  portsOf: (params) => (secondOf(params) === undefined ? TOGETHER : EACH_ITS_OWN),
  multiplyAdds: (params, { inputs }) =>
    total(params, ({ definition, params: own }) => definition.multiplyAdds?.(own, { inputs }) ?? 0),
  working: (params, { inputs }) =>
    total(params, ({ definition, params: own }) => {
      const given = definition.outputShape(own, { inputs });
      return (definition.working?.(own, { inputs }) ?? 0) + (given.ok ? sizeOf(given.value) : 0);
    }),
  worked(params, { inputs, weights, shape, place }) {
    const inner = innerOf(params);
    const { merge_mode } = params;
    const last = shape.at(-1) ?? 1;
    const [row, column] = [Math.floor(place / last), place % last];
    // Side by side, those of the way back follow behind the units of the way there.
    const there = merge_mode === 'concat' ? Number(inner.forward.params['units']) : 0;
    const width = { forward: there || last, backward: last - there };
    const wayOf = (direction: Direction) => {
      const back = direction === 'backward';
      // Step by step the way back begins with the last one, and is turned round.
      const { definition, params: own } = inner[direction];
      const step = back && own['return_sequences'] === true ? (shape[0] ?? 1) - 1 - row : row;
      return definition.worked?.(own, {
        inputs: inputsOf(direction, inputs),
        weights: ofDirection(direction, weights),
        shape: [...shape.slice(0, -1), width[direction]],
        place: step * width[direction] + (back ? column - there : column),
      });
    };
    if (merge_mode === APART) return wayOf('forward');
    if (merge_mode === 'concat') return wayOf(column < there ? 'forward' : 'backward');
    const ends = DIRECTIONS.map((direction) => wayOf(direction)?.at(-1)?.value ?? Number.NaN);
    const [one = 0, other = 0] = ends;
    const [a, b] = ends.map(factor);
    if (merge_mode === 'mul') return [{ name: 'y', text: `${a}·${b}`, value: one * other }];
    const value = (one + other) / (merge_mode === 'ave' ? 2 : 1);
    return [{ name: 'y', text: merge_mode === 'ave' ? `(${a} + ${b})/2` : `${a} + ${b}`, value }];
  },
  random(params, { inputs }) {
    const inner = innerOf(params);
    return both((direction) => {
      const { definition, params: own } = inner[direction];
      return definition.random?.(own, { inputs }) ?? {};
    });
  },
  call(tf, params, inputs, weights, context) {
    const inner = innerOf(params);
    const [there, back] = DIRECTIONS.map((direction): LayerResult => {
      const { definition, params: own } = inner[direction];
      const result = definition.call(
        tf,
        own,
        inputsOf(direction, inputs),
        ofDirection(direction, weights),
        // What comes out is no activation's: the two ways are put together behind it.
        { ...context, logits: false, random: ofDirection(direction, context.random) },
      );
      return 'outputs' in result ? result : { outputs: result };
    });
    const forwards = must(there, 'the way forwards');
    const backwards = must(back, 'the way back');
    // Step by step the way back begins with the last step. Keras turns round the second layer, whichever way that goes.
    const turned = params['return_sequences'] === true ? tf.reverse(backwards.outputs, 1) : backwards.outputs;
    const { merge_mode } = params;
    const states = both((direction) => (direction === 'forward' ? forwards : backwards).more ?? {});
    if (merge_mode === APART) return { outputs: forwards.outputs, more: { [BACKWARDS]: turned, ...states } };
    const outputs = MERGES[merge_mode](tf, forwards.outputs, turned);
    return params['return_state'] === true ? { outputs, more: states } : outputs;
  },
});
