/*
 * Keeps findings from flickering while a network learns: one that is found appears at once, and goes only when it
 * has been missing for some looks in a row; its numbers are renewed now and then, not with every reading.
 */
import type { Diagnostic } from '../../compiler/types.ts';

/** Looks at which it must be missing. */
const MISSING = 4;
/** Looks for which its words stay. */
const STAY = 6;

/** A finding as it is shown. */
export interface Shown {
  readonly finding: Diagnostic;
  /** Looks since it was last found. */
  readonly missing: number;
  /** Looks since its words were last renewed. */
  readonly age: number;
}

const keyOf = ({ code, node, edge, param }: Diagnostic): string => [code, node, edge, param].join('|');

/** What is shown after another look at a running network. */
export function steady(before: readonly Shown[], found: readonly Diagnostic[]): readonly Shown[] {
  const known = new Map(before.map((shown) => [keyOf(shown.finding), shown]));
  const here = found.map((finding): Shown => {
    const shown = known.get(keyOf(finding));
    const renewed = shown === undefined || shown.age >= STAY;
    return renewed ? atOnce(finding) : { finding: shown.finding, missing: 0, age: shown.age + 1 };
  });
  const now = new Set(found.map(keyOf));
  const lingering = before.flatMap(({ finding, missing, age }, place) =>
    now.has(keyOf(finding)) || missing + 1 >= MISSING
      ? []
      : [{ place, shown: { finding, missing: missing + 1, age: age + 1 } }],
  );
  // Each keeps its place in the list, as far as the others let it.
  for (const { place, shown } of lingering) here.splice(Math.min(place, here.length), 0, shown);
  return here;
}

/** What is shown while a run rests: just what is found. */
export const atOnce = (finding: Diagnostic): Shown => ({ finding, missing: 0, age: 0 });
