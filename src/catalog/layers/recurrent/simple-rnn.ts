/* The simple recurrent network as Keras 3 computes it. */
import { must } from '../../../base/invariant.ts';
import { activationNamed, activationParam } from '../../activations/functions/index.ts';
import type { RandomSpec } from '../../define/index.ts';
import { defineLayer } from '../../define/index.ts';
import { flag, integer } from '../../params.ts';
import { unstacked } from '../../unstacked.ts';
import { affine } from '../core/affine.ts';
import { keepMask } from '../keep-mask.ts';
import {
  recurrentParams,
  recurrentPorts,
  recurrentShape,
  recurrentValues,
  recurrentWork,
  stateShapes,
  throughSteps,
} from './parts.ts';
import type { State } from './parts.ts';
import { gated, workedCell } from './worked.ts';
import { NO_RECURRENT_WAYS } from '../../left-out.ts';

const STATES: readonly State[] = [{ input: 'initial_state', output: 'state', word: 'memory' }];

export const simpleRNN = defineLayer({
  type: 'SimpleRNN',
  category: 'Layers',
  group: 'Sequences',
  keras: {
    module: 'keras.layers',
    positional: ['units'],
    folder: () => 'cell',
    without: { ...NO_RECURRENT_WAYS, activity_regularizer: 'Keras takes it and forgets it.' },
  },
  inTfjs: () => true,
  summary: 'Reads a sequence step by step and remembers what it saw.',
  description:
    'Goes through a sequence one step at a time. Each step mixes the input of that step with the memory of the step before, and the result is the new memory. The same weights serve every step. It can follow an order in time, but forgets soon: over more than some ten steps gradients fade or explode. Give on the last memory alone, or with return_sequences that of every step for another recurrent layer.',
  formula: 'hₜ = activation(xₜ·W + hₜ₋₁·U + b)',
  keywords: ['recurrent', 'sequence', 'time series', 'elman', 'memory'],
  ...recurrentPorts(STATES),
  params: {
    units: integer(32, { min: 1, max: 1_000_000_000, help: 'How many numbers the memory has.' }),
    activation: activationParam('tanh', 'The function each new memory goes through.'),
    use_bias: flag(true, { help: 'Adds a learned constant to each unit.' }),
    ...recurrentParams,
  },
  card: ['units', 'activation'],
  outputShape: (params, inputs) => recurrentShape(params, inputs, STATES),
  moreShapes: (params) => stateShapes(params, STATES),
  weights: ({ units, use_bias }, { inputs: [input] }) => [
    { name: 'kernel', shape: [input.at(-1) ?? 1, units], axes: ['input', 'unit'] },
    { name: 'recurrent_kernel', shape: [units, units], axes: ['unit before', 'unit'] },
    ...(use_bias ? [{ name: 'bias', shape: [units] }] : []),
  ],
  multiplyAdds: ({ units }, inputs) => recurrentWork(1, units, inputs),
  working: ({ units }, inputs) => recurrentValues(1, units, inputs),
  activation: ({ activation }) => activationNamed(activation),
  worked: (params, numbers) =>
    workedCell(params, numbers, {
      gates: 1,
      states: STATES,
      step({ unit, before: [memory = []], fromInputs, fromMemory, written }) {
        const next = gated('hₜ', params.activation, unit, fromInputs(0), fromMemory(0, memory));
        const sums = [
          { name: params.use_bias ? 'xₜ·W + b' : 'xₜ·W', ...written.inputs() },
          { name: 'hₜ₋₁·U', ...written.memory(memory) },
        ] as const;
        return { after: [next.all], steps: [...sums, next.step] };
      },
    }),
  random({ units, dropout, recurrent_dropout }, { inputs: [input] }): Readonly<Record<string, RandomSpec>> {
    return {
      ...(dropout > 0 && { dropout: { shape: [input.at(-1) ?? 1], distribution: 'uniform' } }),
      ...(recurrent_dropout > 0 && { recurrent_dropout: { shape: [units], distribution: 'uniform' } }),
    };
  },
  call(tf, params, inputs, weights, { training, random, logits }) {
    const recurrent = must(weights['recurrent_kernel'], 'the recurrent kernel of SimpleRNN');
    // Unlike its gated relatives, this one drops everything at a fraction of 1.
    const mask = (name: 'dropout' | 'recurrent_dropout') =>
      training && params[name] > 0
        ? keepMask(tf, must(random[name], `the ${name} mask of SimpleRNN`), params[name])
        : undefined;
    const [inputMask, memoryMask] = [mask('dropout'), mask('recurrent_dropout')];
    const [x] = inputs.inputs;
    const kept = inputMask === undefined ? x : tf.mul(x, tf.expandDims(inputMask, 1));
    const steps = unstacked(
      tf,
      affine(tf, kept, must(weights['kernel'], 'the kernel of SimpleRNN'), weights['bias']),
      1,
    );
    const { apply } = activationNamed(params.activation);
    return throughSteps(tf, params, steps, inputs, STATES, (sums, [memory]) => {
      // Without an initial state the first memory is zero and adds nothing.
      const old = memory !== undefined && memoryMask !== undefined ? tf.mul(memory, memoryMask) : memory;
      const sum = old === undefined ? sums : tf.add(sums, tf.matMul(old, recurrent));
      const next = apply(tf, sum);
      return { given: logits ? sum : next, states: [next] };
    });
  },
});
