/*
 * Cho and others, 2014; with reset_after, which Keras 3 has on, the memory is shut off behind its product, as in
 * cuDNN.
 */
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

/** Update gate, reset gate and candidate, in the order of Keras' weights. */
const GATES = 3;
/** Place of the candidate. */
const NEW = 2;
const STATES: readonly State[] = [{ input: 'initial_state', output: 'state', word: 'memory' }];

export const gru = defineLayer({
  type: 'GRU',
  category: 'Layers',
  group: 'Sequences',
  keras: {
    module: 'keras.layers',
    positional: ['units'],
    folder: () => 'cell',
    without: { ...NO_RECURRENT_WAYS, use_cudnn: 'It changes how Keras runs the steps, not what comes out.' },
  },
  inTfjs: ({ reset_after, ...params }) =>
    reset_after
      ? { none: 'It computes a GRU only with reset_after off. Switch it off before training.' }
      : { ...params, reset_after },
  summary: 'Reads a sequence with gates, a little lighter than LSTM.',
  description:
    'Goes through a sequence step by step. In each step one gate decides how much of the old memory to look at, and another how much of it to keep instead of the new one. What is kept passes unchanged, so gradients reach far back, nearly as with LSTM, but with three quarters of its weights and no second memory. Try it first where SimpleRNN forgets too soon.',
  formula: 'hₜ = z·hₜ₋₁ + (1 − z)·activation(xₜ·W + r·(hₜ₋₁·U + b₂) + b₁)',
  keywords: ['recurrent', 'sequence', 'time series', 'memory', 'gated recurrent unit', 'gate', 'rnn'],
  ...recurrentPorts(STATES, [activityPort()]),
  params: {
    units: integer(32, {
      min: 1,
      max: Math.floor(MAX_UNITS / GATES),
      offered: 128,
      help: 'How many numbers the memory has.',
    }),
    activation: activationParam('tanh', 'The function each new memory goes through.'),
    recurrent_activation: activationParam('sigmoid', 'The function of the two gates: 0 is shut, 1 is open.'),
    use_bias: flag(true, { help: 'Adds learned constants to each gate of each unit.' }),
    reset_after: flag(true, {
      advanced: true,
      help: 'Shuts off the old memory after its product with the weights U instead of before; it then has biases of its own.',
    }),
    ...recurrentParams,
  },
  card: ['units'],
  outputShape: (params, inputs) => recurrentShape(params, inputs, STATES),
  moreShapes: (params) => stateShapes(params, STATES),
  weights: ({ units, use_bias, reset_after }, { inputs: [input] }) => [
    { name: 'kernel', shape: [input.at(-1) ?? 1, GATES * units], axes: ['input', 'gate and unit'] },
    { name: 'recurrent_kernel', shape: [units, GATES * units], axes: ['unit before', 'gate and unit'] },
    // One row for the sums of the inputs and one for those of the memory.
    ...(use_bias ? [{ name: 'bias', shape: reset_after ? [2, GATES * units] : [GATES * units] }] : []),
  ],
  multiplyAdds: ({ units }, inputs) => recurrentWork(GATES, units, inputs),
  working: ({ units }, inputs) => recurrentValues(GATES, units, inputs),
  random: (params, inputs) => gateMasks(GATES, params, inputs),
  worked: (params, numbers) =>
    workedCell(params, numbers, {
      gates: GATES,
      states: STATES,
      step({ unit, before: [memory = []], fromInputs, fromMemory }) {
        const { activation, recurrent_activation: opens, reset_after: after } = params;
        const gate = (name: string, place: number) =>
          gated(name, opens, unit, fromInputs(place), fromMemory(place, memory));
        const [z, r] = [gate('z', 0), gate('r', 1)];
        const open = (row: readonly number[]) => row.map((value, i) => (r.all[i] ?? 0) * value);
        const brought = fromInputs(NEW);
        const looked = after ? fromMemory(NEW, memory) : fromMemory(NEW, open(memory));
        const seen = after ? open(looked) : looked;
        const fresh = bent(
          activationNamed(activation),
          brought.map((sum, i) => sum + (seen[i] ?? 0)),
        );
        const next = fresh.map((value, i) => (z.all[i] ?? 0) * (memory[i] ?? 0) + (1 - (z.all[i] ?? 0)) * value);
        const own = (row: readonly number[]) => factor(row[unit] ?? 0);
        const memoryPart = after ? `${own(r.all)}·${own(looked)}` : own(seen);
        const [share, old, value] = [own(z.all), own(memory), own(fresh)];
        const steps: Working = [
          z.step,
          r.step,
          { name: 'g', text: `${activation}(${own(brought)} + ${memoryPart})`, value: fresh[unit] ?? 0 },
          { name: 'hₜ', text: `${share}·${old} + (1 − ${share})·${value}`, value: next[unit] ?? 0 },
        ];
        return { after: [next], steps };
      },
    }),
  call(tf, params, inputs, weights, context) {
    const { units, reset_after } = params;
    const kernel = must(weights['kernel'], 'the kernel of GRU');
    const recurrent = must(weights['recurrent_kernel'], 'the recurrent kernel of GRU');
    const [x] = inputs.inputs;
    const { bias } = weights;
    const [inputBias, memoryBias] = bias !== undefined && reset_after ? tf.unstack(bias) : [bias];
    const [bend, gate] = [activationNamed(params.activation), activationNamed(params.recurrent_activation)];
    const together = reset_after ? GATES : GATES - 1;
    const products = memorySums(tf, recurrent, { gates: GATES, together }, params, context);
    const steps = gateSums(tf, x, kernel, inputBias, params, context);
    return throughSteps(tf, params, steps, inputs, STATES, (sums, [known]) => {
      const memory = known ?? tf.zeros([x.shape[0] ?? 1, units]);
      const [forZ, forR, forNew] = parted(tf.split(sums, GATES, 1));
      const product = products.together(memory);
      const old = memoryBias === undefined ? product : tf.add(product, memoryBias);
      const [oldZ, oldR, oldNew] = parted(tf.split(old, together, 1));
      const update = gate.apply(tf, tf.add(forZ, oldZ));
      const reset = gate.apply(tf, tf.add(forR, oldR));
      const seen = reset_after
        ? tf.mul(reset, must(oldNew, 'the candidate of GRU'))
        : products.ofGate(tf.mul(reset, products.seenBy(NEW, memory)), NEW);
      const fresh = bend.apply(tf, tf.add(must(forNew, 'the candidate of GRU'), seen));
      const next = tf.add(tf.mul(update, memory), tf.mul(tf.sub(1, update), fresh));
      return { given: next, states: [next] };
    });
  },
});

/** The parts of the update gate, of the reset gate and, if it is there, of the candidate. */
const parted = <T>([update, reset, fresh]: readonly T[]): readonly [T, T, T | undefined] => [
  must(update, 'the update gate of GRU'),
  must(reset, 'the reset gate of GRU'),
  fresh,
];
