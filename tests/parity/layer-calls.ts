/*
 * What Keras shall be asked about its layers: every layer that the catalog says it has, with every switch
 * turned and every way to wire it, on small examples. While training only where that changes what a
 * layer gives: where it draws random numbers or keeps a weight itself.
 */
import type { Shape } from '../../src/base/shape.ts';
import { defaultParams } from '../../src/catalog/catalog.ts';
import type { AtPorts, LayerDefinition } from '../../src/catalog/define/index.ts';
import { parseParams } from '../../src/catalog/define/index.ts';
import { outputShapes, randomOf, weightsOf } from '../../src/catalog/layer-facts.ts';
import type { ParamValues } from '../../src/catalog/params.ts';
import { fitting, FITTING, variants, wirings } from '../catalog/layers/cases.ts';
import { WINDOWS } from '../catalog/layers/windows.ts';
import type { Setting } from '../catalog/layers/windows.ts';
import { classOf, inKeras, ofRole } from './catalog-facts.ts';
import { FOR_MANY_DEVICES } from './vary.ts';

/** A case is read by people too. */
const SMALL: ParamValues = { units: 2, filters: 2, input_dim: 12, output_dim: 2, num_heads: 2, key_dim: 2 };

/** A repeated dimension, and fewer dimensions than on the other wire. */
const UNEVEN: readonly Setting[] = [
  {
    given: {},
    shapes: {
      inputs: [
        [3, 1],
        [1, 2],
      ],
    },
  },
  {
    given: {},
    shapes: {
      inputs: [
        [2, 3, 4],
        [3, 1],
      ],
    },
  },
];

/** One mask for all gates, one for each, and a fraction at which Keras drops nothing. */
const GATED: readonly Setting[] = [
  { given: { units: 2, dropout: 0.4 }, shapes: { inputs: [[3, 2]] } },
  { given: { units: 2, dropout: 0.4, recurrent_dropout: 1 }, shapes: { inputs: [[3, 2]] } },
  { given: { units: 2, activation: 'softsign', recurrent_activation: 'hard_sigmoid' }, shapes: { inputs: [[3, 2]] } },
];

/** What follows from a param that is no switch, or from wires of different shapes. */
const CHOSEN: Readonly<Record<string, readonly Setting[]>> = {
  ...WINDOWS,
  Add: UNEVEN,
  Subtract: UNEVEN,
  Multiply: UNEVEN,
  Average: [...UNEVEN, { given: {}, shapes: { inputs: [[3], [3], [3]] } }],
  Maximum: [...UNEVEN, { given: {}, shapes: { inputs: [[3], [3], [3]] } }],
  Minimum: UNEVEN,
  // Not over a dimension in the middle: Keras' torch backend fails there.
  LayerNormalization: [
    { given: { axis: [1, 2] }, shapes: { inputs: [[3, 4]] } },
    { given: { axis: [-3, -1], epsilon: 0.1 }, shapes: { inputs: [[2, 3, 4]] } },
  ],
  GroupNormalization: [
    { given: { groups: -1 }, shapes: { inputs: [[4, 3]] } },
    { given: { groups: 1, epsilon: 0.1 }, shapes: { inputs: [[2, 2, 3]] } },
    { given: { groups: 2, axis: 1 }, shapes: { inputs: [[4, 3]] } },
    { given: { groups: 2, axis: -2 }, shapes: { inputs: [[2, 4, 3]] } },
  ],
  UnitNormalization: [
    { given: { axis: [1, 2] }, shapes: { inputs: [[3, 4]] } },
    { given: { axis: [-2] }, shapes: { inputs: [[3, 4]] } },
  ],
  Concatenate: [
    {
      given: { axis: 1 },
      shapes: {
        inputs: [
          [3, 2],
          [1, 2],
          [2, 2],
        ],
      },
    },
  ],
  Dot: [
    { given: { axes: 1, normalize: true }, shapes: { inputs: [[4], [4]] } },
    {
      given: {},
      shapes: {
        inputs: [
          [3, 4],
          [2, 4],
        ],
      },
    },
    {
      given: { axes: 1, normalize: true },
      shapes: {
        inputs: [
          [3, 4],
          [3, 2],
        ],
      },
    },
    { given: { normalize: true }, shapes: { inputs: [[3, 4], [4]] } },
    {
      given: { axes: -2 },
      shapes: {
        inputs: [
          [2, 3, 2],
          [3, 2],
        ],
      },
    },
  ],
  Reshape: [
    { given: { target_shape: [2, 3] }, shapes: { inputs: [[6]] } },
    { given: { target_shape: [2, -1] }, shapes: { inputs: [[4, 3]] } },
    { given: { target_shape: [-1, 1, 4] }, shapes: { inputs: [[3, 4, 2]] } },
  ],
  LSTM: GATED,
  GRU: [...GATED, { given: { units: 2, reset_after: false, recurrent_dropout: 0.4 }, shapes: { inputs: [[3, 2]] } }],
  MultiHeadAttention: [
    { given: { num_heads: 3, key_dim: 2, value_dim: 4 }, shapes: { inputs: [[3, 2]], value: [[4, 5]], key: [[4, 3]] } },
    {
      given: { num_heads: 1, key_dim: 2, use_causal_mask: true },
      shapes: { inputs: [[3, 2]], value: [[2, 2]] },
    },
  ],
  Bidirectional: [
    ...['sum', 'mul', 'ave'].map((merge_mode): Setting => ({
      given: { layer: 'GRU', units: 2, merge_mode, return_sequences: true },
      shapes: { inputs: [[3, 2]] },
    })),
    { given: { layer: 'SimpleRNN', units: 2, dropout: 0.4, recurrent_dropout: 0.4 }, shapes: { inputs: [[3, 2]] } },
    {
      given: { layer: 'GRU', units: 2, return_state: true },
      shapes: { inputs: [[3, 2]], forward_initial_state: [[2]], backward_initial_state: [[2]] },
    },
    ...['concat', 'sum', 'mul', 'ave', 'none'].map((merge_mode): Setting => ({
      given: { units: 2, backward_layer: 'GRU', backward_activation: 'relu', merge_mode, return_sequences: true },
      shapes: { inputs: [[3, 2]] },
    })),
    {
      given: { layer: 'GRU', units: 2, backward_layer: 'SimpleRNN', go_backwards: true, return_sequences: true },
      shapes: { inputs: [[3, 2]] },
    },
    {
      given: { layer: 'SimpleRNN', units: 2, backward_layer: 'GRU', backward_reset_after: false, return_state: true },
      shapes: { inputs: [[3, 2]], forward_initial_state: [[2]], backward_initial_state: [[2]] },
    },
  ],
  TimeDistributed: [
    { given: { units: 2, activation: 'tanh' }, shapes: { inputs: [[3, 2]] } },
    { given: { layer: 'Flatten' }, shapes: { inputs: [[2, 3, 2]] } },
    { given: { layer: 'Reshape', target_shape: [2, -1] }, shapes: { inputs: [[3, 4]] } },
  ],
  SimpleRNN: [
    { given: { units: 2, use_bias: false, activation: 'relu' }, shapes: { inputs: [[4, 3]], initial_state: [[2]] } },
    {
      given: { units: 2, activation: 'sigmoid', return_sequences: true, return_state: true },
      shapes: { inputs: [[4, 3]], initial_state: [[2]] },
    },
  ],
};

export const layerCalls = () =>
  ofRole('layer').flatMap((definition) => {
    const found = classOf(definition);
    if (found === undefined) return [];
    const asked = settings(definition).flatMap((setting) => questions(definition, setting));
    const labelled = new Map(asked.map((each) => [each.label, each]));
    return [...labelled.values()].map((each) => ({ ...each, module: found.module, class_name: found.className }));
  });

/** The usual params on two shapes, the others on one. */
function settings(definition: LayerDefinition): readonly Setting[] {
  const usual = defaultParams(definition);
  const fixed = Object.fromEntries(
    Object.entries(usual).flatMap(([name, value]) => {
      if (FOR_MANY_DEVICES.has(name)) return [[name, value]];
      const small = SMALL[name] ?? FITTING[name];
      return small === undefined ? [] : [[name, small]];
    }),
  );
  const made = variants(definition).flatMap((variant, i) => {
    const params = { ...variant, ...fixed };
    const given = Object.fromEntries(
      Object.entries(params).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name])),
    );
    return wirings(definition, params).flatMap((ports) => {
      const cases = fitting(definition, params, ports);
      return cases.slice(0, i === 0 ? 2 : 1).map(({ shapes }) => ({ given, shapes }));
    });
  });
  return [...made, ...(CHOSEN[definition.type] ?? [])];
}

/** One setting outside training, and in training where that is something else. */
function questions(definition: LayerDefinition, { given, shapes }: Setting) {
  const { type, inputs } = definition;
  const parsed = parseParams(definition, given);
  if (!parsed.success) throw new Error(`${type} ${JSON.stringify(given)}: its own schema refuses these params`);
  const outputs = outputShapes(definition, parsed.data, shapes);
  if (!outputs.ok) throw new Error(`${type} ${JSON.stringify(given)}: ${outputs.error}`);
  const weights = weightsOf(definition, parsed.data, shapes).map(({ name, shape, trainable = true }) => ({
    name,
    shape,
    trainable,
  }));
  const drawn = randomOf(definition, parsed.data, shapes);
  const differs = Object.keys(drawn).length > 0 || weights.some(({ trainable }) => !trainable);
  return (differs ? [false, true] : [false]).map((training) => ({
    label: labelOf(type, given, shapes, training),
    type,
    given,
    ...inKeras(definition, parsed.data),
    shapes,
    names: definition.refusesNames !== undefined,
    many: inputs.filter(({ many }) => many === true).map(({ name }) => name),
    lists: Object.fromEntries(
      inputs.flatMap(({ name, argument }) => (argument === undefined ? [] : [[name, argument]])),
    ),
    outputs: Object.keys(outputs.value),
    weights,
    random: training ? drawn : {},
    training,
  }));
}

/** E.g. `SimpleRNN units=2, inputs 4×3, initial_state 2, training`. */
const labelOf = (type: string, given: ParamValues, shapes: AtPorts<Shape>, training: boolean): string =>
  [
    [type, ...Object.entries(given).map(([name, value]) => `${name}=${String(value)}`)].join(' '),
    ...Object.entries(shapes).map(([port, wires]) => `${port} ${wires?.map((shape) => shape.join('×')).join(' and ')}`),
    ...(training ? ['training'] : []),
  ].join(', ');
