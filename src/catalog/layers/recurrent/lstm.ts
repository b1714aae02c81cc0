/*
 * Hochreiter and Schmidhuber, 1997, with the forget gate of Gers and others, 2000; as in Keras 3 no gate looks into
 * the cell.
 */
import { compact } from '../../../base/format.ts';
import { must } from '../../../base/invariant.ts';
import { activationNamed, activationParam } from '../../activations/functions/index.ts';
import { defineLayer } from '../../define/index.ts';
import type { Working } from '../../define/index.ts';
import { MAX_UNITS } from '../../limits.ts';
import { flag, integer } from '../../params.ts';
import { activityPort } from '../ports.ts';
import {
  gateMasks,
  gateSums,
  memorySums,
  recurrentParams,
  recurrentPorts,
  recurrentShape,
  recurrentValues,
  recurrentWork,
  stateShapes,
  throughSteps,
} from './parts.ts';
import type { State } from './parts.ts';
import { factor } from '../../worked.ts';
import { bent, gated, workedCell } from './worked.ts';
import { NO_RECURRENT_WAYS } from '../../left-out.ts';

/** Input, forget, candidate and output gate, in the order of Keras' weights. */
const GATES = 4;
const STATES: readonly State[] = [
  { input: 'initial_state_h', output: 'state_h', word: 'memory h' },
  { input: 'initial_state_c', output: 'state_c', word: 'cell c' },
];

export const lstm = defineLayer({
  type: 'LSTM',
  category: 'Layers',
  group: 'Sequences',
  keras: {
    module: 'keras.layers',
    positional: ['units'],
    folder: () => 'cell',
    without: { ...NO_RECURRENT_WAYS, use_cudnn: 'It changes how Keras runs the steps, not what comes out.' },
  },
  inTfjs: () => true,
  summary: 'Reads a sequence and can remember things for a long time.',
  description:
    'Goes through a sequence step by step like SimpleRNN, but carries a second memory along: the cell, which only changes where gates let it. One gate decides what to forget, one what to take in, one what to show. Because the cell passes unchanged wherever no gate acts, gradients reach far back, and the layer can learn to connect steps that lie a hundred apart. It has four times the weights of SimpleRNN and takes that much longer.',
  formula: 'cₜ = f·cₜ₋₁ + i·g,  hₜ = o·activation(cₜ);  i, f, g, o from xₜ·W + hₜ₋₁·U + b',
  keywords: ['recurrent', 'sequence', 'time series', 'memory', 'long short-term memory', 'gate', 'rnn'],
  ...recurrentPorts(STATES, [activityPort()]),
  params: {
    units: integer(32, { min: 1, max: MAX_UNITS / GATES, offered: 128, help: 'How many numbers the memory has.' }),
    activation: activationParam('tanh', 'The function for what is taken into the cell and for what is shown of it.'),
    recurrent_activation: activationParam('sigmoid', 'The function of the three gates: 0 is shut, 1 is open.'),
    use_bias: flag(true, { help: 'Adds learned constants to each gate of each unit.' }),
    unit_forget_bias: flag(true, {
      advanced: true,
      help: 'Starts the biases of the forget gate at 1, so that the layer remembers until it learns to forget.',
    }),
    ...recurrentParams,
  },
  card: ['units'],
  outputShape: (params, inputs) => recurrentShape(params, inputs, STATES),
  moreShapes: (params) => stateShapes(params, STATES),
  weights: ({ units, use_bias, unit_forget_bias }, { inputs: [input] }) => [
    { name: 'kernel', shape: [input.at(-1) ?? 1, GATES * units], axes: ['input', 'gate and unit'] },
    { name: 'recurrent_kernel', shape: [units, GATES * units], axes: ['unit before', 'gate and unit'] },
    ...(use_bias ? [biasOf(units, unit_forget_bias)] : []),
  ],
  multiplyAdds: ({ units }, inputs) => recurrentWork(GATES, units, inputs),
  working: ({ units }, inputs) => recurrentValues(GATES, units, inputs),
  random: (params, inputs) => gateMasks(GATES, params, inputs),
  worked: (params, numbers) =>
    workedCell(params, numbers, {
      gates: GATES,
      states: STATES,
      step({ unit, before: [memory = [], cell = []], fromInputs, fromMemory }) {
        const gate = (name: string, place: number, activation: string) =>
          gated(name, activation, unit, fromInputs(place), fromMemory(place, memory));
        const { activation, recurrent_activation: opens } = params;
        const [i, f, g, o] = [gate('i', 0, opens), gate('f', 1, opens), gate('g', 2, activation), gate('o', 3, opens)];
        const kept = g.all.map((fresh, at) => (f.all[at] ?? 0) * (cell[at] ?? 0) + (i.all[at] ?? 0) * fresh);
        const shown = bent(activationNamed(activation), kept).map((value, at) => (o.all[at] ?? 0) * value);
        const [old, now, out] = [cell[unit] ?? 0, kept[unit] ?? 0, shown[unit] ?? 0];
        const parts = [f.step.value, old, i.step.value, g.step.value].map(factor);
        const more: Working = [
          { name: 'cₜ', text: `${parts[0]}·${parts[1]} + ${parts[2]}·${parts[3]}`, value: now },
          { name: 'hₜ', text: `${factor(o.step.value)}·${activation}(${compact(now)})`, value: out },
        ];
        return { after: [shown, kept], steps: [i.step, f.step, g.step, o.step, ...more] };
      },
    }),
  call(tf, params, inputs, weights, context) {
    const kernel = must(weights['kernel'], 'the kernel of LSTM');
    const recurrent = must(weights['recurrent_kernel'], 'the recurrent kernel of LSTM');
    const [bend, gate] = [activationNamed(params.activation), activationNamed(params.recurrent_activation)];
    const products = memorySums(tf, recurrent, { gates: GATES, together: GATES }, params, context);
    const steps = gateSums(tf, inputs.inputs[0], kernel, weights['bias'], params, context);
    return throughSteps(tf, params, steps, inputs, STATES, (sums, [memory, cell]) => {
      const all = memory === undefined ? sums : tf.add(sums, products.together(memory));
      const parts = tf.split(all, GATES, 1);
      const part = (place: number) => must(parts[place], 'a gate of LSTM');
      const taken = tf.mul(gate.apply(tf, part(0)), bend.apply(tf, part(2)));
      const kept = cell === undefined ? taken : tf.add(tf.mul(gate.apply(tf, part(1)), cell), taken);
      const shown = tf.mul(gate.apply(tf, part(3)), bend.apply(tf, kept));
      return { given: shown, states: [shown, kept] };
    });
  },
});

/** With a bias of 1 at the forget gate; as in Keras the initializer then draws for the gates before and behind it. */
const biasOf = (units: number, remembers: boolean) => ({
  name: 'bias',
  shape: [GATES * units],
  ...(remembers && { pieces: [{ shape: [units] }, { shape: [units], ones: true as const }, { shape: [2 * units] }] }),
});
