/*
 * From a step to its recording: warm up, trace twice with different numbers, compare, compile, and take one step
 * both ways. Only a recording whose step is the step that tfjs takes is given back.
 */
import { tf } from '../tf.ts';
import type { Tensor } from '../tf.ts';
import type { ReplayBackend } from './backend.ts';
import { backendInUse, RECORDING_BACKENDS } from './recording-backends.ts';
import { expectSame } from './same-results.ts';
import { computed } from './computed.ts';
import { feed } from './feed.ts';
import { distribute } from './fuse/distribute.ts';
import { group } from './fuse/group.ts';
import type { Item } from './fuse/group.ts';
import { order } from './fuse/order.ts';
import { understandAll } from './fuse/understand.ts';
import { resolve } from './passes/resolve-results.ts';
import type { Program, Step } from './program.ts';
import type { Recording, StepSpec, Tier } from './recording.ts';
import { CannotRecord } from './trace.ts';
import type { Operand, Trace } from './trace.ts';
import { verify } from './verify.ts';

/** Throws `CannotRecord` with the reason where the step cannot be recorded; nothing is changed then. */
export async function capture(spec: StepSpec, tier: Tier): Promise<Recording> {
  return backendInUse() === 'wasm'
    ? captureOn(RECORDING_BACKENDS.wasm, spec, tier)
    : captureOn(RECORDING_BACKENDS.webgpu, spec, tier);
}

const captureOn = <P>(backend: ReplayBackend<P>, spec: StepSpec, tier: Tier): Promise<Recording> =>
  backend.during(spec, async () => {
    feed(spec, 1, firstRowOf(spec, 1));
    const second = traced(backend, spec, tier);
    feed(spec, 0, 0);
    const first = traced(backend, spec, tier);
    expectSame(first.trace, second.trace, backend.inWords);
    const program = resolve(first.trace, first);
    const items: Program<Item<P>> = tier === 'fast' ? fused(program, backend.mixesReductions) : program;
    const ordered = order<P>(items.steps, items.commits, items.outputs, backend.looksFirst);
    const recording = backend.build({ tier, spec, trace: first.trace, program: items, ordered });
    try {
      await verify(spec, recording, tier);
      return recording;
    } catch (thrown) {
      recording.dispose();
      throw thrown;
    }
  });

function fused<P>(program: Program<Step<P>>, mixes: boolean): Program<Item<P>> {
  let next = -1;
  const fresh = () => next--;
  const meant = distribute(understandAll(program, fresh), fresh);
  return { ...meant, steps: group(meant.steps, mixes) };
}

interface Traced<P> {
  readonly trace: Trace<P>;
  readonly outputs: readonly Operand[];
  readonly commits: readonly { readonly value: Operand; readonly to: number }[];
}

function traced<P>(backend: ReplayBackend<P>, spec: StepSpec, tier: Tier): Traced<P> {
  const operand = (tensor: Tensor): Operand => ({
    buffer: backend.bufferOf(tensor),
    shape: tensor.shape,
    dtype: tensor.dtype as Operand['dtype'],
  });
  const before = variableCount();
  const { result, trace, release } = backend.record(() => computed(spec, tier));
  try {
    if (variableCount() !== before) throw new CannotRecord('the step makes a variable');
    if (result.commits.some(({ variable }) => !spec.variables.includes(variable))) {
      throw new CannotRecord('the step changes a variable that was not declared');
    }
    return {
      trace,
      outputs: [operand(result.figures)],
      commits: result.commits.map(({ variable, value }) => ({ value: operand(value), to: operand(variable).buffer })),
    };
  } finally {
    tf.dispose([result.figures, ...result.commits.map(({ value }) => value)]);
    release();
  }
}

/** What is made once is there from the second step on, and a replay would never make it. */
const variableCount = (): number => Object.keys(tf.engine().registeredVariables).length;

/** Other rows in the second trace, where there are enough. */
const firstRowOf = ({ rowCount, rowsPerStep }: StepSpec, step: number): number =>
  rowCount < 2 * rowsPerStep ? 0 : (step % 2) * rowsPerStep;
