/*
 * From a step to its recording: warm up, trace twice with different numbers, compare, compile, and take one step
 * both ways. Only a recording whose step is the step that tfjs takes is given back.
 */
import { must } from '../../base/invariant.ts';
import { tf } from '../tf.ts';
import type { Tensor } from '../tf.ts';
import { expectSame } from './compare.ts';
import { distribute } from './fuse/distribute.ts';
import { group } from './fuse/group.ts';
import type { Item } from './fuse/group.ts';
import { order } from './fuse/order.ts';
import { understandAll } from './fuse/understand.ts';
import { resolve } from './passes/resolve.ts';
import type { Program } from './program.ts';
import type { Recording, StepSpec, Tier } from './recording.ts';
import { CannotRecord } from './trace.ts';
import type { Operand, Trace } from './trace.ts';
import { feed } from './feed.ts';
import { verify } from './verify.ts';
import { wasmHeap } from './wasm/heap.ts';
import { record } from './wasm/record.ts';
import type { RawCall } from './wasm/record.ts';
import { WasmRecording } from './wasm/replay.ts';

/** Throws `CannotRecord` with the reason where the step cannot be recorded; nothing is changed then. */
export async function capture(spec: StepSpec, tier: Tier): Promise<Recording> {
  if (tf.getBackend() !== 'wasm') throw new CannotRecord(`steps are not recorded on ${tf.getBackend()}`);
  feed(spec, 1, firstRowOf(spec, 1));
  const second = traced(spec);
  feed(spec, 0, 0);
  const first = traced(spec);
  expectSame(first.trace, second.trace, inWords);
  const program = resolve(first.trace, first);
  const items = tier === 'fast' ? fused(program) : { ...program, steps: program.steps };
  const ordered = order<RawCall>(items.steps, items.commits, items.outputs);
  const recording = new WasmRecording({
    tier,
    spec,
    trace: first.trace,
    program: items,
    ordered,
  });
  try {
    await verify(spec, recording, tier);
    return recording;
  } catch (thrown) {
    recording.dispose();
    throw thrown;
  }
}

function inWords(call: RawCall, name: (id: number) => string): string {
  if (call.is === 'copy') return `copy ${name(call.from)} ${name(call.to)} ${call.bytes}`;
  return [call.name, ...call.given.map((each) => (each.is === 'tensor' ? name(each.id) : each.value))].join(' ');
}

function fused(program: ReturnType<typeof resolve<RawCall>>): Program<Item<RawCall>> {
  let next = -1;
  const fresh = () => next--;
  const meant = distribute(understandAll(program, fresh), fresh);
  return { ...meant, steps: group(meant.steps) };
}

interface Traced {
  readonly trace: Trace<RawCall>;
  readonly outputs: readonly Operand[];
  readonly commits: readonly { readonly value: Operand; readonly to: number }[];
}

function traced(spec: StepSpec): Traced {
  const heap = wasmHeap(tf.backend());
  const operand = ({ dataId, shape, dtype }: Tensor): Operand => ({
    buffer: must(heap.dataIdMap.get(dataId), 'the memory of a result').id,
    shape,
    dtype: dtype as Operand['dtype'],
  });
  const { result, trace, release } = record(() => spec.compute());
  try {
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

/** Other rows in the second trace, where there are enough. */
const firstRowOf = ({ rowCount, rowsPerStep }: StepSpec, step: number): number =>
  rowCount < 2 * rowsPerStep ? 0 : (step % 2) * rowsPerStep;
