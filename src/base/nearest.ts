/** Finds the word that was probably meant. */

/** Number of letters to insert, remove or change (Levenshtein), without regard to case. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The closest of the words, if it is close enough to be a slip of the pen. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const wanted = plain(word.slice(0, 64));
  if (wanted === '') return undefined;
  const ranked = words
    .map((candidate) => ({ candidate, letters: distance(wanted, plain(candidate)) }))
    .filter(
      ({ candidate, letters }) => letters <= Math.max(1, Math.floor(Math.min(wanted.length, candidate.length) / 3)),
    )
    .toSorted((a, b) => a.letters - b.letters);
  return ranked[0]?.candidate;
}
