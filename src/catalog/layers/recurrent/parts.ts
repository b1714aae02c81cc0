/*
 * What the recurrent layers share: ports, params, shapes, masks and the way through a sequence. It is written
 * out step by step: the number of steps is known when the graph is compiled, so each becomes a few ops and no
 * loop is left. Keras' `unroll` is therefore not offered, nor is `stateful`: rows are shuffled, and none
 * continues another.
 */
import { must } from '../../../base/invariant.ts';
import type { Result } from '../../../base/result.ts';
import { err, ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { formatShape, sameShape } from '../../../base/shape.ts';
import type { AtPorts, CallContext, LayerResult, RandomSpec, Tensor, TF } from '../../define/index.ts';
import { flag, real } from '../../params.ts';
import type { PortSpec } from '../../ports.ts';
import { unstacked } from '../../unstacked.ts';
import { affine } from '../core/affine.ts';
import { keepMask } from '../keep-mask.ts';
import { BIAS_PORTS, constraintPort, initializerPort, layerPorts, regularizerPort } from '../ports.ts';

/** One thing that a layer carries from step to step: its output port, and the input port for the first of it. */
export interface State {
  readonly output: string;
  readonly input: string;
  /** What it is, e.g. `memory`. */
  readonly word: string;
}

export function recurrentPorts(states: readonly State[], more: readonly PortSpec[] = []) {
  const { inputs, outputs } = layerPorts([
    ...states.map(({ input, word }) => ({
      name: input,
      kind: 'tensor' as const,
      help: `The ${word} before the first step; zeros if nothing is wired.`,
      ...(states.length > 1 && { argument: 'initial_state' }),
    })),
    initializerPort('kernel_initializer', 'GlorotUniform', 'How the weights W of the inputs start.'),
    initializerPort('recurrent_initializer', 'Orthogonal', 'How the weights U of the memory start.'),
    BIAS_PORTS.initializer,
    regularizerPort('kernel_regularizer', 'A penalty on large weights W.'),
    regularizerPort('recurrent_regularizer', 'A penalty on large weights U.'),
    BIAS_PORTS.regularizer,
    constraintPort('kernel_constraint', 'A rule that the weights W must keep.'),
    constraintPort('recurrent_constraint', 'A rule that the weights U must keep.'),
    BIAS_PORTS.constraint,
    ...more,
  ]);
  const last = states.map(({ output, word }) => ({
    name: output,
    kind: 'tensor' as const,
    when: 'return_state',
    help: `The ${word} after the last step.`,
  }));
  return { inputs, outputs: [...outputs, ...last] };
}

const fraction = (help: string) => real(0, { min: 0, max: 1, step: 0.05, help });

export const recurrentParams = {
  dropout: fraction(
    'The fraction of the inputs set to zero while training, the same ones in every step of a sequence.',
  ),
  recurrent_dropout: fraction(
    'The fraction of the memory set to zero while training, the same units in every step of a sequence.',
  ),
  return_sequences: flag(false, {
    help: 'Gives the memory after every step, for another layer that reads sequences; otherwise only the last one.',
  }),
  return_state: flag(false, { help: 'Opens further outputs with what the layer carries on after the last step.' }),
  go_backwards: flag(false, {
    advanced: true,
    help: 'Reads the sequence from its end; what is given for every step then begins with the last step.',
  }),
};

interface Sizes {
  readonly units: number;
  readonly return_sequences: boolean;
}

export function recurrentShape(
  { units, return_sequences }: Sizes,
  { inputs: [input], ...others }: AtPorts<Shape>,
  states: readonly State[],
): Result<Shape, string> {
  if (input.length !== 2)
    return err(`reads sequences, steps × features: found shape ${formatShape(input)}, expected two dimensions`);
  const wired = states.filter((state) => others[state.input] !== undefined);
  const absent = states.find((state) => others[state.input] === undefined);
  if (wired.length > 0 && absent !== undefined)
    return err(
      `begins with all of its states or with none: found ${wired.map((state) => state.input).join(', ')}, expected ${absent.input} too`,
    );
  for (const state of wired) {
    const shape = others[state.input]?.[0] ?? [];
    if (!sameShape(shape, [units]))
      return err(
        `takes an ${state.input} with a number for each of its units: found shape ${formatShape(shape)}, expected ${units}`,
      );
  }
  return ok(return_sequences ? [input[0] ?? 0, units] : [units]);
}

export const stateShapes = (
  { units, return_state }: { readonly units: number; readonly return_state: boolean },
  states: readonly State[],
): Readonly<Record<string, Shape>> =>
  Object.fromEntries(return_state ? states.map(({ output }) => [output, [units]]) : []);

/** Both products of every step. */
export const recurrentWork = (gates: number, units: number, { inputs: [[steps = 1, features = 1]] }: AtPorts<Shape>) =>
  steps * gates * units * (features + units);

/** Sums, their parts and what became of them, for every step; measured within a fifth. */
export const recurrentValues = (gates: number, units: number, { inputs: [[steps = 1]] }: AtPorts<Shape>): number =>
  8 * steps * gates * units;

interface Fractions {
  readonly dropout: number;
  readonly recurrent_dropout: number;
}

/** What Keras' gated layers drop: nothing at 0, and nothing at 1 either. */
const drops = (rate: number): boolean => rate > 0 && rate < 1;

/** As in Keras each gate has masks of its own as soon as the memory is dropped too. */
export function gateMasks(
  gates: number,
  { units, dropout, recurrent_dropout }: Fractions & { readonly units: number },
  { inputs: [input] }: AtPorts<Shape>,
): Readonly<Record<string, RandomSpec>> {
  const each: Shape = recurrent_dropout > 0 ? [gates] : [];
  return {
    ...(drops(dropout) && { dropout: { shape: [...each, input.at(-1) ?? 1], distribution: 'uniform' } }),
    ...(drops(recurrent_dropout) && { recurrent_dropout: { shape: [...each, units], distribution: 'uniform' } }),
  };
}

/** The mask of this name, if something is dropped: one for all gates, or one for each. */
function masksOf(
  tf: TF,
  name: keyof Fractions,
  params: Fractions,
  { training, random }: CallContext,
): readonly Tensor[] | undefined {
  if (!training || !drops(params[name])) return undefined;
  const mask = keepMask(tf, must(random[name], `the ${name} mask`), params[name]);
  return mask.rank === 2 ? [mask] : unstacked(tf, mask, 1);
}

/** `x·W + b` of all gates for every step, with what is dropped of the inputs. */
export function gateSums(
  tf: TF,
  x: Tensor,
  kernel: Tensor,
  bias: Tensor | undefined,
  params: Fractions,
  context: CallContext,
): readonly Tensor[] {
  const masks = masksOf(tf, 'dropout', params, context);
  const masked = (mask: Tensor) => tf.mul(x, tf.expandDims(mask, 1));
  if (masks === undefined || masks.length === 1)
    return unstacked(tf, affine(tf, masks?.[0] === undefined ? x : masked(masks[0]), kernel, bias), 1);
  const kernels = tf.split(kernel, masks.length, 1);
  const sums = masks.map((mask, gate) =>
    affine(tf, masked(mask), must(kernels[gate], 'the kernel of a gate'), undefined),
  );
  const joined = tf.concat(sums, -1);
  return unstacked(tf, bias === undefined ? joined : tf.add(joined, bias), 1);
}

/** Products of the memory with the recurrent kernel, with what is dropped of the memory. */
export interface MemorySums {
  /** `h·U` of the gates that are computed together, side by side. */
  together(memory: Tensor): Tensor;
  /** `h·U` of one gate, of a memory as it is. */
  ofGate(memory: Tensor, gate: number): Tensor;
  /** What one gate sees of the memory. */
  seenBy(gate: number, memory: Tensor): Tensor;
}

/** `together` is how many of the gates, from the first on, see the memory at the same time. */
export function memorySums(
  tf: TF,
  recurrent: Tensor,
  { gates, together }: { readonly gates: number; readonly together: number },
  params: Fractions,
  context: CallContext,
): MemorySums {
  const masks = masksOf(tf, 'recurrent_dropout', params, context);
  const whole = masks === undefined && together === gates;
  const kernels = whole ? [] : tf.split(recurrent, gates, 1);
  const joint = whole ? recurrent : tf.concat(kernels.slice(0, together), 1);
  const ofGate = (memory: Tensor, gate: number) =>
    tf.matMul(memory, must(kernels[gate], 'the recurrent kernel of a gate'));
  const seenBy = (gate: number, memory: Tensor) =>
    masks === undefined ? memory : tf.mul(memory, must(masks[gate], 'the mask of a gate'));
  return {
    ofGate,
    seenBy,
    together: (memory) =>
      masks === undefined
        ? tf.matMul(memory, joint)
        : tf.concat(
            masks.slice(0, together).map((_mask, gate) => ofGate(seenBy(gate, memory), gate)),
            1,
          ),
  };
}

interface Way {
  readonly return_sequences: boolean;
  readonly return_state: boolean;
  readonly go_backwards: boolean;
}

/** What one step gives on, and what it carries to the next. */
export interface Stepped {
  readonly given: Tensor;
  readonly states: readonly Tensor[];
}

/** Goes through the steps; without initial states the first step gets none. */
export function throughSteps(
  tf: TF,
  { return_sequences, return_state, go_backwards }: Way,
  steps: readonly Tensor[],
  inputs: AtPorts<Tensor>,
  states: readonly State[],
  step: (sums: Tensor, before: readonly Tensor[]) => Stepped,
): Tensor | LayerResult {
  let carried = states.flatMap(({ input }) => inputs[input]?.[0] ?? []);
  const given = (go_backwards ? steps.toReversed() : steps).map((sums) => {
    const next = step(sums, carried);
    carried = [...next.states];
    return next.given;
  });
  const outputs = return_sequences ? tf.stack(given, 1) : must(given.at(-1), 'the last step of a sequence');
  if (!return_state) return outputs;
  const more = states.map(({ output }, i) => [output, must(carried[i], `the last ${output}`)] as const);
  return { outputs, more: Object.fromEntries(more) };
}
