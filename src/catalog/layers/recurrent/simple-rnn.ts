/*
 * The simple recurrent network as Keras 3 computes it, written out step by step: the number of steps is
 * known when the graph is compiled, so each becomes a few ops and no loop is left. Keras' `unroll` is
 * therefore not offered, nor is `stateful`: rows are shuffled, and none continues another.
 */
import { must } from '../../../base/invariant.ts';
import { err, ok } from '../../../base/result.ts';
import { formatShape, sameShape } from '../../../base/shape.ts';
import { activationNamed, activationParam } from '../../activations/functions/index.ts';
import type { RandomSpec } from '../../define/index.ts';
import { defineLayer } from '../../define/index.ts';
import { flag, integer, real } from '../../params.ts';
import { affine } from '../core/affine.ts';
import { keepMask } from '../keep-mask.ts';
import { constraintPort, initializerPort, layerPorts, regularizerPort } from '../ports.ts';

const ports = layerPorts([
  { name: 'initial_state', kind: 'tensor', help: 'The memory before the first step; zeros if nothing is wired.' },
  initializerPort('kernel_initializer', 'GlorotUniform', 'How the weights W of the inputs start.'),
  initializerPort('recurrent_initializer', 'Orthogonal', 'How the weights U of the memory start.'),
  initializerPort('bias_initializer', 'Zeros', 'How the biases b start.'),
  regularizerPort('kernel_regularizer', 'A penalty on large weights W.'),
  regularizerPort('recurrent_regularizer', 'A penalty on large weights U.'),
  regularizerPort('bias_regularizer', 'A penalty on large biases b.'),
  constraintPort('kernel_constraint', 'A rule that the weights W must keep.'),
  constraintPort('recurrent_constraint', 'A rule that the weights U must keep.'),
  constraintPort('bias_constraint', 'A rule that the biases b must keep.'),
]);

export const simpleRNN = defineLayer({
  type: 'SimpleRNN',
  category: 'Layers',
  rank: 20,
  keras: { module: 'keras.layers', positional: ['units'], folder: () => 'cell' },
  inTfjs: () => true,
  summary: 'Reads a sequence step by step and remembers what it saw.',
  description:
    'Goes through a sequence one step at a time. Each step mixes the input of that step with the memory of the step before, and the result is the new memory. The same weights serve every step. It can follow an order in time, but forgets soon: over more than some ten steps gradients fade or explode. Give on the last memory alone, or with return_sequences that of every step for another recurrent layer.',
  formula: 'hₜ = activation(xₜ·W + hₜ₋₁·U + b)',
  keywords: ['recurrent', 'sequence', 'time series', 'elman', 'memory'],
  inputs: ports.inputs,
  outputs: [
    ...ports.outputs,
    { name: 'state', kind: 'tensor', when: 'return_state', help: 'The memory after the last step.' },
  ],
  params: {
    units: integer(32, { min: 1, max: 1_000_000_000, help: 'How many numbers the memory has.' }),
    activation: activationParam('tanh', 'The function each new memory goes through.'),
    use_bias: flag(true, { help: 'Adds a learned constant to each unit.' }),
    dropout: real(0, {
      min: 0,
      max: 1,
      step: 0.05,
      help: 'The fraction of the inputs set to zero while training, the same ones in every step of a sequence.',
    }),
    recurrent_dropout: real(0, {
      min: 0,
      max: 1,
      step: 0.05,
      help: 'The fraction of the memory set to zero while training, the same units in every step of a sequence.',
    }),
    return_sequences: flag(false, {
      help: 'Gives the memory after every step, for another layer that reads sequences; otherwise only the last one.',
    }),
    return_state: flag(false, { help: 'Opens a second output with the memory after the last step.' }),
    go_backwards: flag(false, {
      advanced: true,
      help: 'Reads the sequence from its end; what is given for every step then begins with the last step.',
    }),
  },
  card: ['units', 'activation'],
  outputShape({ units, return_sequences }, { inputs: [input], initial_state }) {
    const [[steps = 0], state] = [input, initial_state?.[0]];
    if (input.length !== 2)
      return err(`reads sequences, steps × features: found shape ${formatShape(input)}, expected two dimensions`);
    if (state !== undefined && !sameShape(state, [units]))
      return err(
        `takes an initial_state with a number for each of its units: found shape ${formatShape(state)}, expected ${units}`,
      );
    return ok(return_sequences ? [steps, units] : [units]);
  },
  moreShapes: ({ units, return_state }) => ({ ...(return_state && { state: [units] }) }),
  weights: ({ units, use_bias }, { inputs: [input] }) => [
    { name: 'kernel', shape: [input.at(-1) ?? 1, units] },
    { name: 'recurrent_kernel', shape: [units, units] },
    ...(use_bias ? [{ name: 'bias', shape: [units] }] : []),
  ],
  multiplyAdds: ({ units }, { inputs: [[steps = 1, features = 1]] }) => steps * units * (features + units),
  activation: ({ activation }) => activationNamed(activation),
  random({ units, dropout, recurrent_dropout }, { inputs: [input] }): Readonly<Record<string, RandomSpec>> {
    return {
      ...(dropout > 0 && { dropout: { shape: [input.at(-1) ?? 1], distribution: 'uniform' } }),
      ...(recurrent_dropout > 0 && { recurrent_dropout: { shape: [units], distribution: 'uniform' } }),
    };
  },
  call(tf, params, { inputs: [x], initial_state }, weights, { training, random, logits }) {
    const recurrent = must(weights['recurrent_kernel'], 'the recurrent kernel of SimpleRNN');
    const mask = (name: 'dropout' | 'recurrent_dropout') =>
      training && params[name] > 0
        ? keepMask(tf, must(random[name], `the ${name} mask of SimpleRNN`), params[name])
        : undefined;
    const [inputMask, memoryMask] = [mask('dropout'), mask('recurrent_dropout')];
    const kept = inputMask === undefined ? x : tf.mul(x, tf.expandDims(inputMask, 1));
    const steps = tf.unstack(affine(tf, kept, must(weights['kernel'], 'the kernel of SimpleRNN'), weights['bias']), 1);

    const apply = activationNamed(params.activation).apply;
    const sums: (typeof x)[] = [];
    const memories: (typeof x)[] = [];
    let memory = initial_state?.[0];
    for (const step of params.go_backwards ? steps.toReversed() : steps) {
      // Without an initial state the first memory is zero and adds nothing.
      const old = memory !== undefined && memoryMask !== undefined ? tf.mul(memory, memoryMask) : memory;
      const sum = old === undefined ? step : tf.add(step, tf.matMul(old, recurrent));
      memory = apply(tf, sum);
      sums.push(sum);
      memories.push(memory);
    }
    const given = logits ? sums : memories;
    const last = must(memories.at(-1), 'the last step of SimpleRNN');
    const outputs = params.return_sequences ? tf.stack(given, 1) : must(given.at(-1), 'the last step of SimpleRNN');
    return params.return_state ? { outputs, more: { state: last } } : outputs;
  },
});
