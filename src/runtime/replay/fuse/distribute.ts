/*
 * An update rule is applied to all weights laid end to end: tfjs joins them, computes on the long vector
 * and cuts it again. Here the computing is done on each piece where it lies, and nothing is joined.
 */
import { must } from '../../../base/invariant.ts';
import type { Commit, Program, Value } from '../program.ts';
import { sizeOfValue } from '../program.ts';
import type { BufferId } from '../trace.ts';
import { alive } from '../passes/resolve-results.ts';
import type { MapStep } from './steps.ts';
import { withValues } from './understand.ts';
import type { Meant } from './understand.ts';

interface Pieces {
  readonly sizes: readonly number[];
  readonly values: readonly Value[];
}

const flat = (value: Value, offset: number, size: number): Value => ({
  ...value,
  offset: value.offset + offset,
  shape: [size],
});

/** `fresh` gives numbers for new buffers. */
export function distribute<P>(program: Program<Meant<P>>, fresh: () => BufferId): Program<Meant<P>> {
  const cut = new Map<BufferId, Pieces>();
  /** Buffers that stand in one piece. */
  const made = new Set<BufferId>();
  const steps: Meant<P>[] = [];
  for (const given of program.steps) {
    const step =
      given.step === 'raw' || given.step === 'move' ? given : withValues(given, (value) => within(value, cut));
    const joined = step.step === 'move' ? joinOf(step) : undefined;
    if (joined !== undefined) cut.set(joined.buffer, joined.pieces);
    const sizes = step.step === 'map' ? sizesOf(step, cut) : undefined;
    if (step.step !== 'map' || sizes === undefined) {
      steps.push(...joinBack(step, cut, made), step);
      continue;
    }
    const [output] = step.outputs;
    const values = sizes.map((size): Value => ({ buffer: fresh(), offset: 0, shape: [size], dtype: output.dtype }));
    let at = 0;
    sizes.forEach((size, i) => {
      const inputs = step.inputs.map((input) => pieceOf(input, cut, i, at, size));
      steps.push({ ...step, inputs, outputs: [must(values[i], 'a piece')], domain: { size } });
      at += size;
    });
    cut.set(output.buffer, { sizes, values });
  }
  const commits = program.commits.flatMap((commit) => commitPieces(commit, cut, made));
  for (const output of program.outputs) steps.push(...joinOne<P>(output, cut, made));
  return { ...program, steps: alive(steps, program.outputs, commits), commits };
}

/** A value that is one of the pieces of a longer one. */
function within(value: Value, cut: ReadonlyMap<BufferId, Pieces>): Value {
  const pieces = cut.get(value.buffer);
  let at = 0;
  for (const [i, piece] of (pieces?.values ?? []).entries()) {
    const size = pieces?.sizes[i] ?? 0;
    if (at === value.offset && size === sizeOfValue(value)) return { ...piece, shape: value.shape };
    at += size;
  }
  return value;
}

/** A vector that is nothing but other values, end to end. */
function joinOf<P>(step: Meant<P>): { readonly buffer: BufferId; readonly pieces: Pieces } | undefined {
  const [output] = step.outputs;
  if (step.step !== 'move' || output?.shape.length !== 1 || step.moves.length < 2) return undefined;
  if (output.dtype !== 'float32') return undefined;
  let at = 0;
  const values: Value[] = [];
  for (const move of step.moves) {
    if (move.move !== 'copy' || move.count !== 1 || move.toStart !== at) return undefined;
    values.push({ buffer: move.from, offset: move.fromStart, shape: [move.length], dtype: 'float32' });
    at += move.length;
  }
  return { buffer: output.buffer, pieces: { sizes: values.map(sizeOfValue), values } };
}

/** The sizes of the pieces that the step can be done in. */
function sizesOf(step: MapStep, cut: ReadonlyMap<BufferId, Pieces>): readonly number[] | undefined {
  const { size } = step.domain;
  if (step.outputs[0].shape.length !== 1 || step.domain.columns !== undefined) return undefined;
  let found: readonly number[] | undefined;
  for (const input of step.inputs) {
    const pieces = cut.get(input.buffer);
    if (pieces === undefined) continue;
    if (sizeOfValue(input) !== size || input.offset !== 0) return undefined;
    if (found !== undefined && found.join() !== pieces.sizes.join()) return undefined;
    found = pieces.sizes;
  }
  return found;
}

function pieceOf(input: Value, cut: ReadonlyMap<BufferId, Pieces>, i: number, at: number, size: number): Value {
  const pieces = cut.get(input.buffer);
  if (pieces !== undefined) return must(pieces.values[i], 'a piece');
  return sizeOfValue(input) === 1 ? input : flat(input, at, size);
}

/** What must stand in one piece for a step that reads it so. */
function joinBack<P>(step: Meant<P>, cut: ReadonlyMap<BufferId, Pieces>, made: Set<BufferId>): Meant<P>[] {
  for (const { buffer } of step.outputs) made.add(buffer);
  return step.inputs.flatMap((input) => joinOne<P>(input, cut, made));
}

function joinOne<P>({ buffer }: Value, cut: ReadonlyMap<BufferId, Pieces>, made: Set<BufferId>): Meant<P>[] {
  const pieces = cut.get(buffer);
  if (pieces === undefined || made.has(buffer)) return [];
  made.add(buffer);
  let toStart = 0;
  const moves = pieces.values.map((value, i) => {
    const length = must(pieces.sizes[i], 'a size');
    const move = {
      move: 'copy' as const,
      from: value.buffer,
      to: buffer,
      fromStart: value.offset,
      toStart,
      length,
      count: 1,
      fromStride: 0,
      toStride: 0,
    };
    toStart += length;
    return move;
  });
  return [
    {
      step: 'move',
      moves,
      inputs: pieces.values,
      outputs: [{ buffer, offset: 0, shape: [toStart], dtype: 'float32' }],
      commands: [],
    },
  ];
}

function commitPieces(
  commit: Commit,
  cut: ReadonlyMap<BufferId, Pieces>,
  made: ReadonlySet<BufferId>,
): readonly Commit[] {
  const { value, to } = commit;
  const pieces = cut.get(value.buffer);
  if (pieces === undefined || made.has(value.buffer)) return [commit];
  const size = sizeOfValue(value);
  let at = 0;
  const found: Commit[] = [];
  let covered = 0;
  pieces.values.forEach((piece, i) => {
    const length = must(pieces.sizes[i], 'a size');
    // Pieces that lie within the committed stretch; the stretches of weights are pieces, so none is cut through.
    if (at >= value.offset && at + length <= value.offset + size) {
      found.push({ value: piece, to, offset: commit.offset + at - value.offset });
      covered += length;
    }
    at += length;
  });
  if (covered !== size) throw new Error('The new weights do not lie in pieces');
  return found;
}
