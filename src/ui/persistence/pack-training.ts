/*
 * A kept training as it is stored: what it is, small, and behind that all of its numbers in pieces. The database copies
 * what it is given at once, on the page's thread; of a piece that takes a few milliseconds, of all numbers of a large
 * network a third of a second.
 */
import { isObject } from '../../base/json.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { KeptProgram, KeptTraining } from '../stores/kept-training.ts';
import { spread, worthKeeping } from '../runs/run-record.ts';

/** What another version has written is not read. */
const VERSION = 1;
const PIECE_BYTES = 1_000_000;
/** Points of a curve: more than a screen has columns. */
const MAX_POINTS = 2000;

/** A kept training, and the records of its runs by program. */
export interface StoredTraining extends KeptTraining {
  readonly records: ReadonlyMap<string, string>;
}

type Numbers = Float32Array | Float64Array;
type Epochs = Checkpoint['epochs'];

interface Packed {
  readonly head: object;
  /** Of all numbers behind it. */
  readonly bytes: number;
  /** The numbers, piece by piece, each made when it is asked for. */
  readonly pieces: () => Iterable<Uint8Array<ArrayBuffer>>;
}

export function packTraining({ programs, ...training }: StoredTraining): Packed {
  const numbers: Numbers[] = [];
  const packed = programs.map(({ checkpoint, ...program }) => ({
    ...program,
    batches: spread(program.batches, MAX_POINTS),
    epochPoints: spread(program.epochPoints, MAX_POINTS, worthKeeping({ ...program, done: undefined })),
    checkpoint: checkpoint === undefined ? undefined : packCheckpoint(checkpoint, numbers),
  }));
  const bytes = numbers.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return { head: { version: VERSION, bytes, ...training, programs: packed }, bytes, pieces: () => piecesOf(numbers) };
}

function packCheckpoint({ weights, slots, best, kept, epochs, ...rest }: Checkpoint, numbers: Numbers[]): object {
  const put = (values: Numbers) => void numbers.push(values);
  const putMap = (map: Checkpoint['weights']) => {
    map.forEach(put);
    return [...map].map(([key, { length }]) => [key, length]);
  };
  const putAt = (at: Checkpoint['best']) => at && { epoch: at.epoch, weights: putMap(at.weights) };
  const [names, count] = [namesOf(epochs), epochs.length];
  if (names !== undefined) put(rowsOf(epochs, names));
  const told = names === undefined ? { list: epochs } : { names, count };
  return {
    ...rest,
    epochs: told,
    weights: putMap(weights),
    slots: putMap(slots),
    best: putAt(best),
    kept: putAt(kept),
  };
}

/** What every epoch has measured, if that is the same; a list of doubles then stands for thousands of objects. */
function namesOf(epochs: Epochs): readonly string[] | undefined {
  const names = Object.keys(epochs[0]?.logs ?? {});
  const areAll = ({ logs }: Epochs[number]) =>
    Object.keys(logs).length === names.length && names.every((name) => name in logs);
  return epochs.every(areAll) ? names : undefined;
}

/** Epoch by epoch the learning rate and what was measured. */
function rowsOf(epochs: Epochs, names: readonly string[]): Float64Array {
  const rows = new Float64Array(epochs.length * (names.length + 1));
  let place = 0;
  for (const { logs, learningRate } of epochs) {
    rows[place++] = learningRate;
    for (const name of names) rows[place++] = logs[name] ?? Number.NaN;
  }
  return rows;
}

function* piecesOf(numbers: readonly Numbers[]): Generator<Uint8Array<ArrayBuffer>> {
  const total = numbers.reduce((sum, { byteLength }) => sum + byteLength, 0);
  let piece = new Uint8Array(Math.min(PIECE_BYTES, total));
  let [filled, left] = [0, total];
  for (const { buffer, byteOffset, byteLength } of numbers) {
    for (let taken = 0; taken < byteLength;) {
      const size = Math.min(byteLength - taken, piece.length - filled);
      piece.set(new Uint8Array(buffer, byteOffset + taken, size), filled);
      [taken, filled, left] = [taken + size, filled + size, left - size];
      if (filled < piece.length) continue;
      yield piece;
      [piece, filled] = [new Uint8Array(Math.min(PIECE_BYTES, left)), 0];
    }
  }
}

/** Reads what was packed. Throws, and says what is wrong, where something is missing or of another version. */
export function unpackTraining(head: unknown, pieces: readonly unknown[]): StoredTraining {
  const from = reader(pieces);
  const { version, bytes, shown, together, programs, records } = object(head, 'the training');
  if (version !== VERSION) throw new Error(`version ${String(version)}`);
  if (bytes !== from.bytes) throw new Error(`${from.bytes} bytes of ${String(bytes)}`);
  const isKnown = records instanceof Map && [...records.entries()].flat().every((each) => typeof each === 'string');
  if (typeof shown !== 'string' || typeof together !== 'boolean' || !isKnown) throw new Error('no program');
  return { shown, together, records, programs: list(programs, 'programs').map((each) => readProgram(each, from)) };
}

interface Reader {
  readonly bytes: number;
  floats(length: unknown): Float32Array;
  doubles(length: number): Float64Array;
}

function reader(pieces: readonly unknown[]): Reader {
  const known = pieces.filter((piece) => piece instanceof Uint8Array);
  const all = new Uint8Array(known.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const piece of known) {
    all.set(piece, filled);
    filled += piece.length;
  }
  let place = 0;
  const take = (length: unknown, size: number): ArrayBuffer => {
    const bytes = number(length, 'a length') * size;
    if (!(bytes >= 0 && place + bytes <= all.length)) throw new Error('fewer numbers than there should be');
    place += bytes;
    return all.buffer.slice(place - bytes, place);
  };
  return {
    bytes: all.length,
    floats: (length) => new Float32Array(take(length, 4)),
    doubles: (length) => new Float64Array(take(length, 8)),
  };
}

const TEXTS = ['program', 'run', 'fingerprint'] as const;

function readProgram(found: unknown, from: Reader): KeptProgram {
  const program = object(found, 'a program');
  const { checkpoint, batches, epochPoints, stepsPerEpoch, exact, imported } = program;
  const areTexts = TEXTS.every((name) => typeof program[name] === 'string');
  const points = [...list(batches, 'batches'), ...list(epochPoints, 'epochs')];
  const arePoints = points.every((point) => isObject(point) && typeof point['step'] === 'number');
  if (!areTexts || !arePoints || typeof exact !== 'boolean' || typeof imported !== 'boolean')
    throw new Error('a program');
  number(stepsPerEpoch, 'steps');
  const read = checkpoint === undefined ? undefined : readCheckpoint(checkpoint, from);
  // What was not looked at only is shown, or compared.
  return { ...(program as unknown as KeptProgram), checkpoint: read };
}

function readCheckpoint(found: unknown, from: Reader): Checkpoint {
  const { epochs, weights, slots, best, kept, ...rest } = object(found, 'a checkpoint');
  const { sums, rate, before } = rest;
  const [step, epoch, batch] = [rest['step'], rest['epoch'], rest['batch']].map((each) => number(each, 'a place'));
  const { rows, figures } = object(sums, 'sums');
  const { factor, held } = object(rate, 'a rate');
  const told = readEpochs(object(epochs, 'epochs'), from);
  const map = (entries: unknown) =>
    new Map(list(entries, 'weights').map((entry) => readEntry(list(entry, 'a weight'), from)));
  const at = (where: unknown) => {
    if (where === undefined) return undefined;
    const { epoch: of, weights: inside } = object(where, 'weights');
    return { epoch: number(of, 'an epoch'), weights: map(inside) };
  };
  // In the order in which they were packed.
  const [own, optimizer, bestSoFar, beside] = [map(weights), map(slots), at(best), at(kept)];
  return {
    step: step ?? 0,
    epoch: epoch ?? 0,
    batch: batch ?? 0,
    ...(before === undefined ? {} : { before: number(before, 'steps') }),
    sums: { rows: number(rows, 'rows'), figures: list(figures, 'figures').map((each) => number(each, 'a figure')) },
    rate: { factor: number(factor, 'a rate'), ...(held === undefined ? {} : { held: number(held, 'a rate') }) },
    epochs: told,
    weights: own,
    slots: optimizer,
    ...(bestSoFar && { best: bestSoFar }),
    ...(beside && { kept: beside }),
  };
}

function readEntry([key, length]: readonly unknown[], from: Reader): readonly [string, Float32Array] {
  if (typeof key !== 'string') throw new Error('no name of a weight');
  return [key, from.floats(length)];
}

function readEpochs({ names, count, list: told }: Record<string, unknown>, from: Reader): Epochs {
  if (told !== undefined) return list(told, 'epochs') as Epochs;
  const columns = list(names, 'names').map(String);
  const width = columns.length + 1;
  const rows = from.doubles(number(count, 'a count') * width);
  return Array.from({ length: rows.length / width }, (_, i) => ({
    logs: Object.fromEntries(columns.map((name, column) => [name, rows[i * width + column + 1] ?? Number.NaN])),
    learningRate: rows[i * width] ?? Number.NaN,
  }));
}

function object(found: unknown, what: string): Record<string, unknown> {
  if (!isObject(found)) throw new Error(`${what} is missing`);
  return found;
}

function list(found: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(found)) throw new Error(`${what} are missing`);
  return found;
}

function number(found: unknown, what: string): number {
  if (typeof found !== 'number') throw new Error(`${what} is missing`);
  return found;
}
