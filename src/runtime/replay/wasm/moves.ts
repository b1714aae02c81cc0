/** Writes copies, fills and changes of type. */
import { bytesPerEntry } from '../trace.ts';
import type { BufferId, DType } from '../trace.ts';
import type { Move } from '../moves.ts';
import type { Code, Push } from './code.ts';

export interface Places {
  /** Where a buffer begins, in bytes. */
  base(buffer: BufferId): number;
  typeOf(buffer: BufferId): DType;
}

/** Up to this many bytes are moved by plain loads and stores, which need no call. */
const SHORT = 128;

/** Throws for a fill, which is a constant by now. Strides and lengths of moves are in entries. */
export function emitMove(code: Code, move: Move, places: Places): void {
  if (move.move === 'fill') throw new Error('What is filled is a constant');
  if (move.move === 'convert') {
    const { fromType, toType, length } = move;
    const [fromBytes, toBytes] = [bytesPerEntry(fromType), bytesPerEntry(toType)];
    const from = places.base(move.from) + move.fromStart * fromBytes;
    emitConversion(code, from, places.base(move.to), length, fromType, toType, fromBytes, toBytes);
    return;
  }
  const bytes = bytesPerEntry(places.typeOf(move.to));
  const [from, to] = [places.base(move.from) + move.fromStart * bytes, places.base(move.to) + move.toStart * bytes];
  const [inFrom, inTo, counter] = [code.local('i32'), code.local('i32'), code.local('i32')];
  code.set(inFrom, () => code.i32(from));
  code.set(inTo, () => code.i32(to));
  code.repeat(counter, move.count, 1, () => {
    copyBytes(
      code,
      () => code.get(inTo),
      0,
      () => code.get(inFrom),
      0,
      move.length * bytes,
    );
    code.set(inFrom, () =>
      code.plain(
        'i32.add',
        () => code.get(inFrom),
        () => code.i32(move.fromStride * bytes),
      ),
    );
    code.set(inTo, () =>
      code.plain(
        'i32.add',
        () => code.get(inTo),
        () => code.i32(move.toStride * bytes),
      ),
    );
  });
}

/** `bytes` from `from + fromOffset` to `to + toOffset`; both expressions may be pushed many times. */
export function copyBytes(code: Code, to: Push, toOffset: number, from: Push, fromOffset: number, bytes: number): void {
  if (bytes > SHORT) {
    code.copyMemory(
      () => code.plain('i32.add', to, () => code.i32(toOffset)),
      () => code.plain('i32.add', from, () => code.i32(fromOffset)),
      () => code.i32(bytes),
    );
    return;
  }
  let at = 0;
  for (; at + 16 <= bytes; at += 16) {
    const offset = at;
    code.vectorStore(to, toOffset + at, () => code.vectorLoad('v128.load', from, fromOffset + offset));
  }
  for (; at + 4 <= bytes; at += 4) {
    const offset = at;
    code.store('i32', to, toOffset + at, () => code.load('i32', from, fromOffset + offset));
  }
  for (; at < bytes; at++) {
    const offset = at;
    code.store('u8', to, toOffset + at, () => code.load('u8', from, fromOffset + offset));
  }
}

function emitConversion(
  code: Code,
  from: number,
  to: number,
  length: number,
  fromType: DType,
  toType: DType,
  fromBytes: number,
  toBytes: number,
): void {
  const [inFrom, inTo] = [code.local('i32'), code.local('i32')];
  const read = () =>
    code.load(fromType === 'float32' ? 'f32' : fromType === 'int32' ? 'i32' : 'u8', () => code.get(inFrom), from);
  const whole = () => (fromType === 'float32' ? code.truncate(read) : read());
  code.set(inFrom, () => code.i32(0));
  code.repeat(inTo, length * toBytes, toBytes, () => {
    if (toType === 'float32')
      code.store(
        'f32',
        () => code.get(inTo),
        to,
        () => code.plain('f32.convert_i32_s', whole),
      );
    else if (toType === 'int32') code.store('i32', () => code.get(inTo), to, whole);
    // A typed array of bytes keeps the low byte of the whole number.
    else code.store('u8', () => code.get(inTo), to, whole);
    code.set(inFrom, () =>
      code.plain(
        'i32.add',
        () => code.get(inFrom),
        () => code.i32(fromBytes),
      ),
    );
  });
}
