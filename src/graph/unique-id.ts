/** Short readable ids: `dense1` for a Dense, `bn1` for a BatchNormalization, `d2` for a copy of `d1`. */
import { ID_PATTERN } from './types.ts';

const LONGEST_STEM = 56;
/** Names of types beyond this length become their initials. */
const LONGEST_WORD = 14;

/** `__proto__` fits the pattern, but would be no safe key for anybody who keeps nodes in an object. */
export const isUsableId = (id: string): boolean => ID_PATTERN.test(id) && id !== '__proto__';

/**
 * An id that is not in `taken`. The name of a type (`Dense`) becomes a short lower-case stem with a
 * number; anything else is taken for an id, kept as close as possible and counted up if it is taken.
 */
export function freshId(wish: string, taken: { has(id: string): boolean }): string {
  const isTypeName = /^[A-Z]/.test(wish) && !/[_-]/.test(wish);
  if (isTypeName) return numbered(stemOfType(wish), 1, taken);
  const id = isUsableId(wish) ? wish : tidy(wish);
  return taken.has(id) ? numbered(id.slice(0, LONGEST_STEM).replace(/[_\d]+$/, '') || 'node', 2, taken) : id;
}

/** The first free number for small ones; beyond, one found by halving, so that thousands of copies stay quick. */
function numbered(stem: string, first: number, taken: { has(id: string): boolean }): string {
  const joint = /\d$/.test(stem) ? '_' : '';
  const idOf = (n: number) => `${stem}${joint}${n}`;
  let last = first - 1;
  let step = 1;
  while (taken.has(idOf(last + step))) {
    last += step;
    if (last > first + 20) step *= 2;
  }
  // `last` is taken and `last + step` is free: halve the gap until they stand side by side.
  for (; step > 1; step = Math.ceil(step / 2)) {
    const middle = last + Math.floor(step / 2);
    if (taken.has(idOf(middle))) last = middle;
  }
  return idOf(last + 1);
}

function stemOfType(type: string): string {
  const plain = type.replace(/[^A-Za-z0-9]/g, '');
  const initials = plain.replace(/[^A-Z]/g, '');
  const stem = plain.length > LONGEST_WORD && initials.length > 1 ? initials : plain;
  return stem.toLowerCase().slice(0, LONGEST_STEM);
}

function tidy(wish: string): string {
  const plain = wish
    .slice(0, LONGEST_STEM)
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^[_-]+|_+$/g, '');
  if (plain === '') return 'node';
  return /^\d/.test(plain) ? `n_${plain}` : plain;
}
