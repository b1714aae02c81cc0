/** Which features each product of a polynomial is made of, in scikit-learn's order. */

export interface Terms {
  readonly degree: number;
  readonly interaction_only: boolean;
  readonly include_bias: boolean;
}

/** Lists of column numbers: by their length, then by their numbers; the constant 1 is the empty list. */
export function termsOf(
  { degree, interaction_only, include_bias }: Terms,
  columns: number,
): readonly (readonly number[])[] {
  const terms: (readonly number[])[] = [[]];
  let longest: readonly (readonly number[])[] = [[]];
  for (let length = 1; length <= degree; length++) {
    longest = longest.flatMap((term) => {
      const last = term.at(-1);
      const first = last === undefined ? 0 : interaction_only ? last + 1 : last;
      return Array.from({ length: Math.max(0, columns - first) }, (_, i) => [...term, first + i]);
    });
    terms.push(...longest);
  }
  return include_bias ? terms : terms.slice(1);
}

/** How many those are, without listing them. */
export function termCount({ degree, interaction_only, include_bias }: Terms, columns: number): number {
  let [total, sized] = [include_bias ? 1 : 0, 1];
  for (let length = 1; length <= degree; length++) {
    // Combinations without or with repetition.
    sized = (sized * (interaction_only ? Math.max(0, columns - length + 1) : columns + length - 1)) / length;
    total += sized;
  }
  return total;
}
