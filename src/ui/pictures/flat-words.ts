/** How much of what an activation receives lies where its curve is flat, and what that means. */
import { percent, trueMinus } from '../../base/format.ts';
import type { ActivationFunction } from '../../catalog/activations/functions/index.ts';
import type { Readings } from '../../protocol/instruments.ts';

type Reading = Pick<Readings['activation'], 'zeros' | 'saturated'>;

export function flatWords({ canDie, range }: ActivationFunction, { zeros, saturated }: Reading): string {
  const parts = [
    canDie === true
      ? `${percent(zeros)} of its inputs lie in the zero part: they give 0, and with slope 0 nothing is learned from them.`
      : undefined,
    range !== undefined
      ? `${percent(saturated)} of its answers lie within 1 % of ${boundWords(range)}, where the curve is flat and hardly anything is learned.`
      : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'The curve has no flat part: every input is learned from.' : parts.join(' ');
}

const boundWords = ([low, high]: readonly [number | null, number | null]): string =>
  [low, high]
    .filter((bound) => bound !== null)
    .map((bound) => trueMinus(String(bound)))
    .join(' or ');
