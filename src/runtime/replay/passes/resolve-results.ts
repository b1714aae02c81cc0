/*
 * The first pass: a trace becomes a program. Names go: a value that another kernel only reshaped, copied
 * whole or cut a stretch out of is that kernel's input. What fills becomes a constant, and what nobody
 * reads is left out. None of this changes a bit of any result.
 */
import { sizeOf } from '../../../base/shape.ts';
import { movesOf, movesOnly, renames } from '../moves.ts';
import type { Move } from '../moves.ts';
import type { Commit, Constant, Place, Program, Step, Value } from '../program.ts';
import type { BufferId, Op, Operand, Trace } from '../trace.ts';

/** What the step gives: values to read, and values that go into buffers which stand before and after. */
export interface Results {
  readonly outputs: readonly Operand[];
  readonly commits: readonly { readonly value: Operand; readonly to: BufferId }[];
}

export function resolve<P>(trace: Trace<P>, results: Results): Program<Step<P>> {
  const places = new Map<BufferId, Place>();
  const constants = new Map<BufferId, Constant>();
  for (const { id, constant } of trace.buffers.values()) {
    if (constant !== undefined) constants.set(id, constantOf(constant));
  }
  const place = (buffer: BufferId): Place => places.get(buffer) ?? { buffer, offset: 0 };
  const value = ({ buffer, shape, dtype }: Operand): Value => ({ ...place(buffer), shape, dtype });

  const steps: Step<P>[] = [];
  for (const op of trace.ops) {
    if (!movesOnly(op.kernel)) {
      const { kernel, attributes, scratch, commands } = op;
      const [inputs, outputs] = [op.inputs.map(value), op.outputs.map(value)];
      steps.push({ step: 'raw', kernel, attributes, inputs, outputs, scratch, commands });
      continue;
    }
    if (renamed(op, places, place)) continue;
    const moves = movesOf(op.kernel, op);
    const [only] = moves;
    if (moves.length === 1 && only?.move === 'fill') {
      constants.set(only.to, { fill: only.value });
      continue;
    }
    if (cutOut(op, moves, places, place)) continue;
    steps.push({
      step: 'move',
      moves: moves.map((move) => moved(move, place)),
      inputs: op.inputs.map(value),
      outputs: op.outputs.map(value),
      commands: op.commands,
    });
  }
  const outputs = results.outputs.map(value);
  const commits = results.commits.map(({ value: operand, to }): Commit => ({ value: value(operand), to, offset: 0 }));
  return { steps: alive(steps, outputs, commits), places, constants, outputs, commits };
}

function constantOf(values: ArrayLike<number>): Constant {
  const first = values[0] ?? 0;
  for (let i = 1; i < values.length; i++) if (!Object.is(values[i], first)) return { values };
  return { fill: first };
}

/** A whole copy or another shape: the output is the input. */
function renamed<P>(op: Op<P>, places: Map<BufferId, Place>, place: (buffer: BufferId) => Place): boolean {
  const [from, to] = [op.inputs[0], op.outputs[0]];
  if (from === undefined || to === undefined || !renames(op.kernel, op)) return false;
  if (from.buffer !== to.buffer) places.set(to.buffer, place(from.buffer));
  return true;
}

/** Every output is one stretch of one input: it is that stretch. */
function cutOut<P>(
  { outputs }: Op<P>,
  moves: readonly Move[],
  places: Map<BufferId, Place>,
  place: (buffer: BufferId) => Place,
): boolean {
  const stretches = outputs.map(({ buffer, shape }) => {
    const into = moves.filter((move) => move.to === buffer);
    const [only] = into;
    const sole = into.length === 1 && only?.move === 'copy' && only.count === 1 && only.length === sizeOf(shape);
    return sole ? { buffer, from: only.from, start: only.fromStart } : undefined;
  });
  if (!stretches.every((stretch) => stretch !== undefined)) return false;
  for (const { buffer, from, start } of stretches) {
    const base = place(from);
    places.set(buffer, { buffer: base.buffer, offset: base.offset + start });
  }
  return true;
}

function moved(move: Move, place: (buffer: BufferId) => Place): Move {
  if (move.move === 'fill') return move;
  const { buffer, offset } = place(move.from);
  return { ...move, from: buffer, fromStart: move.fromStart + offset };
}

/** Steps of which something is read later. */
export function alive<S extends { readonly inputs: readonly Value[]; readonly outputs: readonly Value[] }>(
  steps: readonly S[],
  outputs: readonly Value[],
  commits: readonly Commit[],
): readonly S[] {
  const wanted = new Set([...outputs, ...commits.map(({ value }) => value)].map(({ buffer }) => buffer));
  return steps
    .toReversed()
    .filter((step) => {
      if (!step.outputs.some(({ buffer }) => wanted.has(buffer))) return false;
      for (const { buffer } of step.inputs) wanted.add(buffer);
      return true;
    })
    .toReversed();
}
