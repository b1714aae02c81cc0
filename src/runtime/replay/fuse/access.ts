/*
 * Every loop that is made runs over rows × columns. This file says how tensors of any rank look to such
 * a loop, or that they do not fit it.
 */
import { sizeOf } from '../../../base/shape.ts';
import type { Shape } from '../../../base/shape.ts';

/** How a loop reads an operand: each entry in its turn, one for all, one per column, one per row. */
export type Access = 'each' | 'one' | 'perColumn' | 'perRow';

/** `columns` is absent where the loop needs no rows: any split of `size` will do. */
export interface Domain {
  readonly size: number;
  readonly columns?: number;
}

interface Reading {
  readonly access: Access;
  readonly columns?: number;
}

/** How an operand of this shape is broadcast to `to`; undefined if in a way that rows and columns cannot say. */
export function readingOf(shape: Shape, to: Shape): Reading | undefined {
  const size = sizeOf(shape);
  if (size === sizeOf(to)) return { access: 'each' };
  if (size === 1) return { access: 'one' };
  const aligned = [...Array.from({ length: to.length - shape.length }, () => 1), ...shape];
  // Repeating more than one number is no broadcast.
  if (to.some((n, i) => aligned[i] !== n && aligned[i] !== 1)) return undefined;
  // Axes of length 1 in the result say nothing either way.
  const axes = to.map((n, i) => ({ n, kept: aligned[i] === n })).filter(({ n }) => n > 1);
  const run = splitPoint(axes.map(({ kept }) => kept));
  if (run === undefined) return undefined;
  const columns = axes.slice(run.at).reduce((product, { n }) => product * n, 1);
  return { access: run.lastKept ? 'perColumn' : 'perRow', columns };
}

/** Which part of a reduction's input is summed up: whole rows into one number each, or whole columns. */
export function reductionOf(
  shape: Shape,
  reduced: readonly number[],
): { readonly over: 'all' | 'rows' | 'columns'; readonly columns: number } | undefined {
  const axes = shape.map((n, i) => ({ n, kept: !reduced.includes(i) })).filter(({ n }) => n > 1);
  if (axes.every(({ kept }) => !kept)) return { over: 'all', columns: sizeOf(shape) };
  if (axes.every(({ kept }) => kept)) return { over: 'columns', columns: 1 };
  const run = splitPoint(axes.map(({ kept }) => kept));
  if (run === undefined) return undefined;
  const columns = axes.slice(run.at).reduce((product, { n }) => product * n, 1);
  return { over: run.lastKept ? 'rows' : 'columns', columns };
}

/** Where a list of flags changes, if it changes once. */
function splitPoint(flags: readonly boolean[]): { readonly at: number; readonly lastKept: boolean } | undefined {
  const last = flags.at(-1);
  if (last === undefined) return undefined;
  let at = flags.length;
  while (at > 0 && flags[at - 1] === last) at--;
  if (flags.slice(0, at).includes(last)) return undefined;
  return { at, lastKept: last };
}

/** The domain that serves both, if there is one. */
export function meet(a: Domain, b: Domain): Domain | undefined {
  if (a.size !== b.size) return undefined;
  if (a.columns === undefined) return b;
  return b.columns === undefined || a.columns === b.columns ? a : undefined;
}
