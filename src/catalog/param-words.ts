/** What a param expects, in words that validation and the inspector share. */
import { plural } from '../base/format.ts';
import type { ParamMeta } from './params.ts';

/** How many numbers of which kind a list holds: `1 to 4 whole numbers`, `2 numbers`, `numbers`. */
export function listWords({ control, minLength = 0, maxLength }: ParamMeta): string {
  const what = control === 'integers' ? 'whole number' : 'number';
  if (maxLength === undefined) return minLength === 0 ? `${what}s` : `at least ${plural(minLength, what)}`;
  if (minLength === maxLength) return plural(minLength, what);
  return minLength === 0 ? `at most ${plural(maxLength, what)}` : `${minLength} to ${plural(maxLength, what)}`;
}
