/* Finds the weight for which the optimizer remembers something that is not a finite number. */
import { must } from '../../base/invariant.ts';
import { readAll } from '../read-all.ts';
import type { Run } from './run.ts';

/** The key of the first such weight, `layer/weight`; undefined where all is finite. */
export async function weightOfBrokenSlot({ slots, network }: Run): Promise<string | undefined> {
  const values = await readAll(slots.map(({ variable }) => variable));
  for (const [i, { key }] of slots.entries()) {
    const place = must(values[i], `the values of ${key}`).findIndex((value) => !Number.isFinite(value));
    if (place < 0) continue;
    // A slot of its own for each weight is called after it; one for all has them end to end.
    const [, ...own] = key.split('/');
    return own.length > 0 ? own.join('/') : weightAt(network.trainable, place);
  }
  return undefined;
}

function weightAt(weights: Run['network']['trainable'], place: number): string | undefined {
  let end = 0;
  return weights.find(({ variable }) => place < (end += variable.size))?.key;
}
