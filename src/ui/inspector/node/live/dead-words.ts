/** Dead units in words: how many, which ones, and since when. */
import { count, plural } from '../../../../base/format.ts';
import type { Readings } from '../../../../protocol/instruments.ts';

type Reading = Pick<Readings['activation'], 'dead' | 'deadUnits' | 'units' | 'channels' | 'examples'>;

export function deadWords({ deadUnits, units, channels, examples }: Reading): string {
  const unit = channels ? 'channel' : 'unit';
  const seen = plural(examples, 'training example');
  if (deadUnits === 0) return `None of ${plural(units, unit)}: each answers more than zero to some of ${seen}.`;
  const all = deadUnits === units ? `All ${plural(units, unit)}` : `${count(deadUnits)} of ${plural(units, unit)}`;
  return `${all} answered zero to every one of ${seen}. Where a ${unit} is zero its slope is zero too: no gradient reaches its weights, and it hardly ever comes back.`;
}

interface Entry {
  /** Their numbers, counted from 1. */
  readonly units: string;
  readonly since: string;
}

/** Units that died at the same time stand together, the latest first. */
export function deadList({ dead, deadUnits }: Reading): readonly Entry[] {
  const groups = new Map<string, number[]>();
  for (const { unit, since, lived } of dead.toSorted((a, b) => b.since - a.since)) {
    const words = sinceWords(since, lived);
    groups.set(words, [...(groups.get(words) ?? []), unit + 1]);
  }
  const entries = [...groups].map(([since, units]) => ({ units: units.join(', '), since }));
  const more = deadUnits - dead.length;
  return more > 0 ? [...entries, { units: `${count(more)} more`, since: '' }] : entries;
}

function sinceWords(since: number, lived: boolean): string {
  if (lived) return `since step ${count(since)}`;
  return since === 0 ? 'from the first weights on' : `already when first looked at, step ${count(since)}`;
}
