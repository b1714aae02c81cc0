/** What the preprocessing along principal axes has in common. */
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { formatShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import { count } from '../../base/format.ts';
import { optionalInteger } from '../params.ts';
import type { ParamMeta } from '../params.ts';
import { MOST_COLUMNS } from './principal-axes.ts';

export const componentsParam = (when?: NonNullable<ParamMeta['when']>) =>
  optionalInteger({
    min: 1,
    max: MOST_COLUMNS,
    help: 'How many directions to keep, those of the largest variance first; empty keeps all.',
    ...(when && { when }),
  });

/** How many numbers an example has afterwards. */
export function componentsShape(wanted: number | null, input: Shape): Result<Shape, string> {
  const columns = sizeOf(input);
  const fits = fitsAxes(input);
  if (!fits.ok) return fits;
  if (wanted !== null && wanted > columns)
    return err(
      `is to keep ${count(wanted)} directions, but examples of ${count(columns)} values have no more than ${count(columns)}`,
    );
  return ok([wanted ?? columns]);
}

export function fitsAxes(input: Shape): Result<Shape, string> {
  if (sizeOf(input) <= MOST_COLUMNS) return ok(input);
  return err(
    `takes examples of at most ${count(MOST_COLUMNS)} values, but those of shape ${formatShape(input)} have ${count(sizeOf(input))}`,
  );
}

export const componentNames = (wanted: number | null, names: readonly string[]): readonly string[] =>
  Array.from({ length: wanted ?? names.length }, (_, i) => `component ${i + 1}`);
