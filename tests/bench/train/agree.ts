/*
 * A race means something only among peers that compute the same thing: from the same weights and batches
 * every peer must find the same losses.
 */

/**
 * How far two losses may be apart, relative to the larger one. Peers add up in different orders and Adam
 * magnifies the rounding of gradients near 0; another rate, loss or update is off by far more.
 */
export const TOLERANCE = 2e-4;

export interface Losses {
  readonly peer: string;
  readonly values: readonly number[];
}

/** Throws with the first difference if these peers do not compute the same; gives the largest relative one. */
export function expectAgreement(title: string, all: readonly Losses[]): number {
  const [first, ...others] = all;
  let largest = 0;
  for (const other of others) {
    for (let step = 0; step < (first?.values.length ?? 0); step++) {
      const [a, b] = [first?.values[step] ?? Number.NaN, other.values[step] ?? Number.NaN];
      const difference = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
      // Written so that NaN does not pass.
      if (!(difference <= TOLERANCE)) {
        throw new Error(
          `${title}: ${first?.peer} and ${other.peer} compute different things, so their times are not compared. ` +
            `At step ${step + 1} their losses are ${a} and ${b}; at most ${TOLERANCE} of them may be between them.`,
        );
      }
      largest = Math.max(largest, difference);
    }
  }
  return largest;
}
