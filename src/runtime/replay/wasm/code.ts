/*
 * The body of a wasm function under construction. Values live in locals; `simd` and friends push operands
 * first, so expressions are nested calls. Addresses are byte offsets known while writing, plus a local.
 */
import { float32, signed, unsigned } from './assembler.ts';
import type { Body, ValueType } from './assembler.ts';

/** Pushes one value. */
export type Push = () => void;
export type Local = number;

const SIMD = 0xfd;

/** Opcodes of https://webassembly.github.io/spec/core/appendix/index-instructions.html that are used. */
const PLAIN = {
  'i32.eqz': 0x45,
  'i32.lt_s': 0x48,
  'i32.lt_u': 0x49,
  'i32.add': 0x6a,
  'i32.sub': 0x6b,
  'i32.mul': 0x6c,
  'i32.shl': 0x74,
  'i32.shr_u': 0x76,
  'f32.abs': 0x8b,
  'f32.lt': 0x5d,
  'f32.add': 0x92,
  'f32.mul': 0x94,
  'f32.convert_i32_s': 0xb2,
  'f32.convert_i32_u': 0xb3,
} as const;

const VECTOR = {
  'v128.not': 77,
  'v128.and': 78,
  'v128.andnot': 79,
  'v128.or': 80,
  'v128.xor': 81,
  'v128.bitselect': 82,
  'i32x4.splat': 17,
  'f32x4.splat': 19,
  'f32x4.eq': 65,
  'f32x4.ne': 66,
  'f32x4.lt': 67,
  'f32x4.gt': 68,
  'f32x4.le': 69,
  'f32x4.ge': 70,
  'f32x4.floor': 104,
  'f32x4.trunc': 105,
  'i32x4.add': 174,
  'i32x4.sub': 177,
  'f32x4.abs': 224,
  'f32x4.neg': 225,
  'f32x4.sqrt': 227,
  'f32x4.add': 228,
  'f32x4.sub': 229,
  'f32x4.mul': 230,
  'f32x4.div': 231,
  'f32x4.min': 232,
  'f32x4.max': 233,
  'f32x4.pmin': 234,
  'f32x4.pmax': 235,
  'f32x4.convert_i32x4_s': 250,
} as const;

export type VectorOp = keyof typeof VECTOR;
export type PlainOp = keyof typeof PLAIN;

const SHIFT = { 'i32x4.shl': 171, 'i32x4.shr_u': 173 } as const;

/** How four lanes are read: all of them, one or two numbers over and over, or with zeros behind them. */
const LOAD = {
  'v128.load': 0,
  'v128.load32_splat': 9,
  'v128.load64_splat': 10,
  'v128.load32_zero': 92,
  'v128.load64_zero': 93,
} as const;
export type VectorLoad = keyof typeof LOAD;

/** How many of four lanes count, from the first on. */
export type Lanes = 1 | 2 | 3 | 4;

export class Code {
  private readonly bytes: number[] = [];
  private readonly types: ValueType[];
  /** Vectors that are loops' constants, by their bytes: engines put them together anew each time they are asked for. */
  private readonly constants = new Map<string, { readonly local: Local; readonly bytes: readonly number[] }>();

  constructor(private readonly parameters: readonly ValueType[] = []) {
    this.types = [...parameters];
  }

  body(): Body {
    const head = [...this.constants.values()].flatMap(({ local, bytes }) => [
      SIMD,
      12,
      ...bytes,
      0x21,
      ...unsigned(local),
    ]);
    return { locals: this.types.slice(this.parameters.length), code: [...head, ...this.bytes] };
  }

  local(type: ValueType): Local {
    this.types.push(type);
    return this.types.length - 1;
  }

  get(local: Local): void {
    this.bytes.push(0x20, ...unsigned(local));
  }

  set(local: Local, value: Push): void {
    value();
    this.bytes.push(0x21, ...unsigned(local));
  }

  i32(value: number): void {
    this.bytes.push(0x41, ...signed(value));
  }

  f32(value: number): void {
    this.bytes.push(0x43, ...float32(value));
  }

  f64(value: number): void {
    this.bytes.push(0x44, ...new Uint8Array(new Float64Array([value]).buffer));
  }

  /** The same number in four lanes. */
  splat(value: number): void {
    const four = float32(value);
    this.constant([...four, ...four, ...four, ...four]);
  }

  /** The same 32 bits in four lanes. */
  splatBits(value: number): void {
    const four = [...new Uint8Array(new Uint32Array([value]).buffer)];
    this.constant([...four, ...four, ...four, ...four]);
  }

  /** Four whole numbers of 32 bits. */
  lanes(values: readonly number[]): void {
    this.constant([...new Uint8Array(new Int32Array(values).buffer)]);
  }

  /** Written once at the start of the function; zeros cost nothing where they are wanted. */
  private constant(bytes: readonly number[]): void {
    if (bytes.every((byte) => byte === 0)) {
      this.bytes.push(SIMD, 12, ...bytes);
      return;
    }
    const key = bytes.join();
    const known = this.constants.get(key) ?? { local: this.local('v128'), bytes };
    this.constants.set(key, known);
    this.get(known.local);
  }

  plain(op: PlainOp, ...operands: readonly Push[]): void {
    for (const operand of operands) operand();
    this.bytes.push(PLAIN[op]);
  }

  simd(op: VectorOp, ...operands: readonly Push[]): void {
    for (const operand of operands) operand();
    this.bytes.push(SIMD, ...unsigned(VECTOR[op]));
  }

  shift(op: keyof typeof SHIFT, value: Push, by: number): void {
    value();
    this.i32(by);
    this.bytes.push(SIMD, ...unsigned(SHIFT[op]));
  }

  lane(index: number, value: Push): void {
    value();
    this.bytes.push(SIMD, 31, index);
  }

  /** The lanes in another order, by their numbers. */
  shuffle(value: Local, order: readonly [number, number, number, number]): void {
    this.get(value);
    this.get(value);
    this.bytes.push(SIMD, 13, ...order.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte)));
  }

  /** Reads at `address + offset`. */
  vectorLoad(how: VectorLoad, address: Push, offset: number): void {
    address();
    this.bytes.push(SIMD, ...unsigned(LOAD[how]), 0, ...unsigned(offset));
  }

  /** Reads the first lanes and nothing behind them. */
  loadLanes(lanes: Lanes, address: Push, offset: number): void {
    if (lanes === 4) return this.vectorLoad('v128.load', address, offset);
    if (lanes < 3) return this.vectorLoad(lanes === 1 ? 'v128.load32_zero' : 'v128.load64_zero', address, offset);
    address();
    this.vectorLoad('v128.load64_zero', address, offset);
    this.bytes.push(SIMD, 86, 0, ...unsigned(offset + 8), 2);
  }

  vectorStore(address: Push, offset: number, value: Push): void {
    address();
    value();
    this.bytes.push(SIMD, 11, 0, ...unsigned(offset));
  }

  /** Writes one lane only. */
  storeLane(address: Push, offset: number, value: Push, lane = 0): void {
    address();
    value();
    this.bytes.push(SIMD, 90, 0, ...unsigned(offset), lane);
  }

  /** Writes the first lanes and nothing behind them. */
  storeLanes(lanes: Lanes, address: Push, offset: number, value: Push): void {
    if (lanes === 4) return this.vectorStore(address, offset, value);
    if (lanes > 1) {
      address();
      value();
      this.bytes.push(SIMD, 91, 0, ...unsigned(offset), 0);
    }
    if (lanes !== 2) this.storeLane(address, offset + (lanes - 1) * 4, value, lanes - 1);
  }

  load(type: 'i32' | 'f32' | 'u8', address: Push, offset: number): void {
    address();
    this.bytes.push({ i32: 0x28, f32: 0x2a, u8: 0x2d }[type], 0, ...unsigned(offset));
  }

  store(type: 'i32' | 'f32' | 'u8', address: Push, offset: number, value: Push): void {
    address();
    value();
    this.bytes.push({ i32: 0x36, f32: 0x38, u8: 0x3a }[type], 0, ...unsigned(offset));
  }

  /** A float towards zero as a 32-bit whole number: 0 of what is no number, the nearest one of what is too large. */
  truncate(value: Push): void {
    value();
    this.bytes.push(0xfc, 0);
  }

  call(index: number, ...given: readonly Push[]): void {
    for (const each of given) each();
    this.bytes.push(0x10, ...unsigned(index));
  }

  copyMemory(to: Push, from: Push, bytes: Push): void {
    to();
    from();
    bytes();
    this.bytes.push(0xfc, 10, 0, 0);
  }

  /** Leaves the function with the value on the stack if the condition holds. */
  returnIf(condition: Push, value: Push): void {
    condition();
    this.bytes.push(0x04, 0x40);
    value();
    this.bytes.push(0x0f, 0x0b);
  }

  /** `for (counter = start; counter < end; counter += step)`, at least once. */
  loop(counter: Local, start: Push, end: Push, step: number, inside: () => void): void {
    this.set(counter, start);
    this.bytes.push(0x03, 0x40);
    inside();
    this.set(counter, () =>
      this.plain(
        'i32.add',
        () => this.get(counter),
        () => this.i32(step),
      ),
    );
    this.plain('i32.lt_u', () => this.get(counter), end);
    this.bytes.push(0x0d, 0, 0x0b);
  }

  /** The same with bounds that are known now; nothing where it would not run, no loop where it runs once. */
  repeat(counter: Local, count: number, step: number, inside: () => void): void {
    if (count <= 0) return;
    if (count <= step) {
      this.set(counter, () => this.i32(0));
      inside();
      return;
    }
    this.loop(
      counter,
      () => this.i32(0),
      () => this.i32(count),
      step,
      inside,
    );
  }
}
