/** The next step in words: how far weights would move, beside how large they are. */
import { compact, count } from '../../../../base/format.ts';
import type { Readings } from '../../../../protocol/instruments.ts';

export function stepWords({ sizes, weights, weightNorm, updateNorm, learningRate }: Readings['updates']): string {
  if (sizes.count === 0)
    return `The next step would move no weight at all${learningRate === 0 ? ': the learning rate has come down to 0' : ''}.`;
  const still = weights - sizes.count;
  const resting = still > 0 ? ` ${count(still)} of ${count(weights)} weights would not move.` : '';
  const ratio = weightNorm > 0 ? updateNorm / weightNorm : Number.NaN;
  const judged =
    ratio > 0.03
      ? 'that is much: the learning rate may be too high'
      : ratio < 1e-5
        ? 'that is very little'
        : 'about a thousandth is usual';
  const beside = Number.isFinite(ratio)
    ? ` Together that is ${compact(ratio)} of the size of all weights; ${judged}.`
    : '';
  return `Across: powers of ten, −3 is a change of 0.001. A weight typically moves by ${compact(10 ** sizes.mean)}.${resting}${beside}`;
}
