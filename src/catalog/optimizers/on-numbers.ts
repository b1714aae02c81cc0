/*
 * The tensor operations that update rules are written in, on a few plain numbers: so a rule can be taken as it stands
 * where no TensorFlow.js is, as on the page. Every result is rounded to float32, as in a tensor.
 */
import type { Tensor, TF } from '../define/index.ts';

/** A vector, or a scalar that goes with each of its entries. */
type Numbers = Float32Array | number;

const round = Math.fround;

const each =
  (f: (x: number) => number) =>
  (a: Numbers): Numbers =>
    typeof a === 'number' ? round(f(round(a))) : a.map(f);

const both =
  (f: (x: number, y: number) => number) =>
  (a: Numbers, b: Numbers): Numbers => {
    if (typeof a !== 'number') return a.map((x, i) => f(x, entry(b, i)));
    if (typeof b !== 'number') return b.map((y) => f(round(a), y));
    return round(f(round(a), round(b)));
  };

const entry = (a: Numbers, i: number): number => (typeof a === 'number' ? round(a) : (a[i] ?? Number.NaN));

const add = both((x, y) => x + y);

const operations = {
  abs: each(Math.abs),
  add,
  addN: (all: readonly Numbers[]): Numbers => all.reduce((sum, a) => add(sum, a)),
  clipByValue: (a: Numbers, low: number, high: number): Numbers =>
    each((x) => (x > high ? high : x < low ? low : x))(a),
  div: both((x, y) => x / y),
  maximum: both((x, y) => Math.max(x, y)),
  mul: both((x, y) => x * y),
  pow: both((x, y) => x ** y),
  relu: each((x) => Math.max(0, x)),
  sign: each(Math.sign),
  sqrt: each(Math.sqrt),
  square: each((x) => x * x),
  sub: both((x, y) => x - y),
  sum: (a: Numbers): Numbers => (typeof a === 'number' ? a : round(a.reduce((sum, x) => sum + x, 0))),
} satisfies { readonly [Name in keyof TF]?: unknown };

/** To be handed to an update rule in the place of TensorFlow.js, with weights made by `vector` and rates by `scalar`. */
export const onNumbers = operations as unknown as TF;

export const vector = (values: readonly number[]): Tensor => Float32Array.from(values) as unknown as Tensor;
export const scalar = (value: number): Tensor => round(value) as unknown as Tensor;
/** What a rule has made of a vector. */
export const entries = (values: Tensor): readonly number[] => [...(values as unknown as Float32Array)];
