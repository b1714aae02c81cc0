/** What a network that answers step by step has read, and labels in words. */

/** The likeliest of so many classes at each step, equal ones in a row once and without blanks (class 0). */
export function readLabels(answers: ArrayLike<number>, classes: number): readonly number[] {
  const best = Array.from({ length: Math.floor(answers.length / classes) }, (_, step) => {
    let most = 0;
    for (let i = 1; i < classes; i++)
      if ((answers[step * classes + i] ?? -Infinity) > (answers[step * classes + most] ?? -Infinity)) most = i;
    return most;
  });
  return best.filter((label, step) => label !== 0 && label !== best[step - 1]);
}

/** Names one behind the other; short ones, such as digits and letters, as they are written. */
export function labelText(labels: Iterable<number>, names: readonly string[]): string {
  const words = Array.from(labels)
    .filter((label) => label > 0)
    .map((label) => names[label - 1] ?? `label ${label}`);
  if (words.length === 0) return 'nothing';
  return words.join(words.every((word) => word.length === 1) ? '' : ' ');
}
