/** Sums, means, largest values and their places, gathered four lanes at a time while a loop runs. */
import type { ReduceStep, Reduction } from '../fuse/steps.ts';
import type { Code, Lanes, Local, Push, VectorOp } from './code.ts';

export interface Accumulator {
  start(): void;
  /** One vector more, of which the first lanes count. */
  add(value: Push, lanes: Lanes, column: Local): void;
  /** Pushes the result, in every lane that it belongs to. */
  result(): void;
}

/** How the rows of a loop lie in four lanes: one after the other, or as many side by side as there is room for. */
export interface Across {
  readonly rows: number;
  readonly columns: number;
  readonly sideBySide: boolean;
}

type Over = ReduceStep['over'];

interface Rule {
  readonly start: number;
  readonly op: VectorOp;
}

const RULES: Readonly<Record<Exclude<Reduction, 'ArgMax' | 'ArgMin'>, Rule>> = {
  Sum: { start: 0, op: 'f32x4.add' },
  Mean: { start: 0, op: 'f32x4.add' },
  Prod: { start: 1, op: 'f32x4.mul' },
  Max: { start: Number.NEGATIVE_INFINITY, op: 'f32x4.max' },
  Any: { start: 0, op: 'f32x4.max' },
  Min: { start: Number.POSITIVE_INFINITY, op: 'f32x4.min' },
  All: { start: 1, op: 'f32x4.min' },
};

export function accumulator(code: Code, step: ReduceStep, across: Across): Accumulator {
  const { kernel, over } = step;
  if (kernel === 'ArgMax' || kernel === 'ArgMin') return placeOf(code, kernel, across);
  const { start, op } = RULES[kernel];
  const sum = code.local('v128');
  const { rows, columns } = across;
  const count = { all: rows * columns, rows, columns }[over];
  return {
    start: () => code.set(sum, () => code.splat(start)),
    add(value, lanes) {
      code.set(sum, () =>
        code.simd(op, () => code.get(sum), counted(code, lanes, value, start, distances(over, across))),
      );
    },
    result() {
      const whole: Push = () => folded(code, op, sum, distances(over, across));
      if (kernel === 'Mean') code.simd('f32x4.div', whole, () => code.splat(count));
      else whole();
    },
  };
}

/** Which lanes come together in a result: those that lie two apart, those that lie next to each other. */
interface Distances {
  readonly far: boolean;
  readonly near: boolean;
}

function distances(over: Over, { columns, sideBySide }: Across): Distances {
  if (over === 'all') return { far: true, near: true };
  const alone = sideBySide && columns === 1;
  return over === 'rows' ? { far: sideBySide, near: alone } : { far: !sideBySide, near: !alone };
}

/** All lanes that come together in one, which then stands in all of them. */
function folded(code: Code, op: VectorOp, vector: Local, { far, near }: Distances): void {
  const half = far ? code.local('v128') : vector;
  const paired = (from: Local, order: readonly [number, number, number, number]): void =>
    code.simd(
      op,
      () => code.get(from),
      () => code.shuffle(from, order),
    );
  if (far) code.set(half, () => paired(vector, [2, 3, 0, 1]));
  if (near) paired(half, [1, 0, 3, 2]);
  else code.get(half);
}

/** In lanes that do not count, and would come to one that does, a number that changes nothing. */
function counted(code: Code, lanes: Lanes, value: Push, neutral: number, { far }: Distances): Push {
  if (lanes === 4 || !far) return value;
  return () =>
    code.simd(
      'v128.bitselect',
      value,
      () => code.splat(neutral),
      () => code.lanes([0, 1, 2, 3].map((lane) => (lane < lanes ? -1 : 0))),
    );
}

/** The first place of the largest or smallest value in a row. Each lane remembers its own best. */
function placeOf(code: Code, kernel: 'ArgMax' | 'ArgMin', across: Across): Accumulator {
  const best = code.local('v128');
  const place = code.local('v128');
  const better = code.local('v128');
  const here = code.local('v128');
  const largest = kernel === 'ArgMax';
  const worst = largest ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const together = distances('columns', across);
  const places = [0, 1, 2, 3].map((lane) => (across.sideBySide ? lane % across.columns : lane));
  return {
    start() {
      code.set(best, () => code.splat(worst));
      code.set(place, () => code.splat(0));
    },
    add(given, lanes, column) {
      const value = counted(code, lanes, given, worst, together);
      code.set(here, () =>
        code.simd('f32x4.convert_i32x4_s', () =>
          code.simd(
            'i32x4.add',
            () =>
              code.simd('i32x4.splat', () =>
                code.plain(
                  'i32.shr_u',
                  () => code.get(column),
                  () => code.i32(2),
                ),
              ),
            () => code.lanes(places),
          ),
        ),
      );
      code.set(better, () => code.simd(largest ? 'f32x4.gt' : 'f32x4.lt', value, () => code.get(best)));
      code.set(place, () =>
        code.simd(
          'v128.bitselect',
          () => code.get(here),
          () => code.get(place),
          () => code.get(better),
        ),
      );
      code.set(best, () =>
        code.simd(
          'v128.bitselect',
          value,
          () => code.get(best),
          () => code.get(better),
        ),
      );
    },
    result() {
      code.set(better, () =>
        code.simd(
          'f32x4.eq',
          () => code.get(best),
          () => folded(code, largest ? 'f32x4.max' : 'f32x4.min', best, together),
        ),
      );
      code.set(place, () =>
        code.simd(
          'v128.bitselect',
          () => code.get(place),
          () => code.splat(Number.POSITIVE_INFINITY),
          () => code.get(better),
        ),
      );
      folded(code, 'f32x4.min', place, together);
    },
  };
}
