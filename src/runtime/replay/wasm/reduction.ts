/** Sums, means, largest values and their places, gathered four lanes at a time while a loop runs. */
import type { ReduceStep, Reduction } from '../fuse/steps.ts';
import type { Code, Local, Push, VectorOp } from './code.ts';

export interface Accumulator {
  start(): void;
  /** One vector more; `lanes` 1: only the first lane counts, the others hold the same number. */
  add(value: Push, lanes: 4 | 1, column: Local): void;
  /** Pushes the result: in the first lane, or for sums over rows in each lane its own. */
  result(): void;
}

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

export function accumulator(code: Code, step: ReduceStep, rows: number, columns: number): Accumulator {
  const { kernel, over } = step;
  if (kernel === 'ArgMax' || kernel === 'ArgMin') return placeOf(code, kernel);
  const { start, op } = RULES[kernel];
  const sum = code.local('v128');
  const count = { all: rows * columns, rows, columns }[over];
  const acrossLanes = over !== 'rows';
  return {
    start: () => code.set(sum, () => code.splat(start)),
    add(value, lanes) {
      // Where lanes are added up in the end, a number that stands in all of them may count once only.
      const once: Push = () =>
        code.simd(
          'v128.bitselect',
          value,
          () => code.splat(start),
          () => code.lanes([-1, 0, 0, 0]),
        );
      code.set(sum, () => code.simd(op, () => code.get(sum), lanes === 1 && acrossLanes ? once : value));
    },
    result() {
      const whole: Push = acrossLanes ? () => folded(code, op, sum) : () => code.get(sum);
      if (kernel === 'Mean') code.simd('f32x4.div', whole, () => code.splat(count));
      else whole();
    },
  };
}

/** All lanes in one, which then stands in every lane. */
function folded(code: Code, op: VectorOp, vector: Local): void {
  const lane =
    (index: number): Push =>
    () =>
      code.simd('f32x4.splat', () => code.lane(index, () => code.get(vector)));
  code.simd(
    op,
    () => code.simd(op, lane(0), lane(1)),
    () => code.simd(op, lane(2), lane(3)),
  );
}

/** The first place of the largest or smallest value in a row. Each lane remembers its own best. */
function placeOf(code: Code, kernel: 'ArgMax' | 'ArgMin'): Accumulator {
  const best = code.local('v128');
  const place = code.local('v128');
  const better = code.local('v128');
  const here = code.local('v128');
  const largest = kernel === 'ArgMax';
  const worst = largest ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return {
    start() {
      code.set(best, () => code.splat(worst));
      code.set(place, () => code.splat(0));
    },
    add(value, lanes, column) {
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
            () => code.lanes(lanes === 4 ? [0, 1, 2, 3] : [0, 0, 0, 0]),
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
          () => folded(code, largest ? 'f32x4.max' : 'f32x4.min', best),
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
      folded(code, 'f32x4.min', place);
    },
  };
}
