/** Figures read off the maps of a layer's units. */
import { compact, count } from '../../../../base/format.ts';
import type { Readings } from '../../../../protocol/instruments.ts';
import type { ChartTable } from '../../../charts/frame/data-table.tsx';

type Maps = Readings['unitMaps'];

export interface MapFact {
  readonly low: number;
  readonly high: number;
  /** Zero everywhere: nothing behind it ever hears of it. */
  readonly dead: boolean;
}

export function mapFacts({ values, side, shown }: Maps): readonly MapFact[] {
  const cells = side * side;
  return Array.from({ length: shown }, (_, unit) => {
    const own = values.subarray(unit * cells, (unit + 1) * cells);
    const low = own.reduce((least, value) => Math.min(least, value), Infinity);
    const high = own.reduce((most, value) => Math.max(most, value), -Infinity);
    return { low, high, dead: low === 0 && high === 0 };
  });
}

export function mapsSummary({ shown, units }: Maps, facts: readonly MapFact[]): string {
  const dead = facts.flatMap((fact, i) => (fact.dead ? [i + 1] : []));
  const which = shown < units ? `The first ${count(shown)} of ${count(units)} units` : `The ${count(shown)} units`;
  const silent = dead.length === 0 ? 'none is dead' : `dead: ${dead.join(', ')}`;
  return `${which} of the layer, each over the two features; ${silent}.`;
}

export const mapsTable = (facts: readonly MapFact[]): ChartTable => ({
  caption: 'What each unit answers over the plane',
  columns: ['unit', 'lowest', 'highest', 'dead'],
  rows: facts.map(({ low, high, dead }, i) => [String(i + 1), compact(low), compact(high), dead ? 'yes' : 'no']),
});
