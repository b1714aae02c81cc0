/** Expressions on four numbers at once: each gives something that pushes its value when it is asked to. */
import type { Code, Push, VectorOp } from './code.ts';

export function arithmetic(code: Code) {
  const op =
    (name: VectorOp) =>
    (...operands: readonly Push[]): Push =>
    () =>
      code.simd(name, ...operands);
  const number =
    (value: number): Push =>
    () =>
      code.splat(value);
  const [add, multiply] = [op('f32x4.add'), op('f32x4.mul')];
  const choose = op('v128.bitselect');
  const keep = (value: Push): Push => {
    const local = code.local('v128');
    code.set(local, value);
    return () => code.get(local);
  };
  return {
    add,
    multiply,
    subtract: op('f32x4.sub'),
    divide: op('f32x4.div'),
    /** No more or no less than a number; what is no number stays so. */
    atMostNumber: (value: Push, most: number): Push => op('f32x4.pmin')(value, number(most)),
    atLeastNumber: (value: Push, least: number): Push => op('f32x4.pmax')(value, number(least)),
    negative: op('f32x4.neg'),
    size: op('f32x4.abs'),
    equal: op('f32x4.eq'),
    less: op('f32x4.lt'),
    more: op('f32x4.gt'),
    atLeast: op('f32x4.ge'),
    and: op('v128.and'),
    butNot: op('v128.andnot'),
    or: op('v128.or'),
    addWhole: op('i32x4.add'),
    subtractWhole: op('i32x4.sub'),
    fromWhole: op('f32x4.convert_i32x4_s'),
    number,
    bits:
      (value: number): Push =>
      () =>
        code.splatBits(value),
    shifted:
      (how: Parameters<Code['shift']>[0], value: Push, by: number): Push =>
      () =>
        code.shift(how, value, by),
    /** The first where the mask is set, else the second. */
    choose,
    /** Computes the value now and gives what pushes it again. */
    keep,
    /** The highest power of x first. */
    polynomial: (x: Push, [first = 0, ...rest]: readonly number[]): Push =>
      rest.reduce<Push>((sum, coefficient) => add(multiply(sum, x), number(coefficient)), number(first)),
    /** Several of even degree, each as one in x² of pairs: the steps that wait for one another are half as many. */
    polynomialsInPairs<const C extends readonly (readonly number[])[]>(x: Push, all: C): { [K in keyof C]: Push } {
      const square = keep(multiply(x, x));
      const one = ([first = 0, ...rest]: readonly number[]): Push => {
        const pairs = Array.from({ length: rest.length / 2 }, (_x, i) =>
          add(multiply(number(rest[2 * i] ?? 0), x), number(rest[2 * i + 1] ?? 0)),
        );
        return keep(pairs.reduce((sum, pair) => add(multiply(sum, square), pair), number(first)));
      };
      return all.map(one) as { [K in keyof C]: Push };
    },
  };
}
