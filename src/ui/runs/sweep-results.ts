/* What the values of a sweep have reached, put side by side. */
import { compact, plural } from '../../base/format.ts';
import { catalog } from '../../catalog/index.ts';
import { variesLoss } from '../../compiler/sweep/variants.ts';
import { parseDocument } from '../../graph/parse.ts';
import { bestLoss, bestMetric, judged } from './run-record.ts';
import type { RunRecord } from './run-record.ts';

export interface SweepResult {
  /** What was varied. */
  readonly title: string;
  /** What the runs are compared by, e.g. `best validation loss`. */
  readonly figure: string;
  readonly better: 'higher' | 'lower';
  /** The values are numbers, in their order; otherwise kinds, in the order in which they were tried. */
  readonly numeric: boolean;
  readonly points: readonly { readonly id: string; readonly label: string; readonly value: number }[];
}

/** The sweep that the chosen runs belong to; undefined where they do not all belong to one, or there is one run only. */
export function sweepOf(records: readonly RunRecord[], chosen: readonly string[]): SweepResult | undefined {
  const first = records.find(({ id }) => id === chosen[0]);
  const group = first?.group;
  if (first === undefined || group === undefined) return undefined;
  const members = records.filter((record) => record.group?.id === group.id);
  const ids = new Set(members.map(({ id }) => id));
  if (members.length < 2 || !chosen.every((id) => ids.has(id))) return undefined;
  const numeric = members.every((record) => record.group?.value !== undefined);
  const sorted = members.toSorted((a, b) =>
    numeric ? (a.group?.value ?? 0) - (b.group?.value ?? 0) : a.number - b.number,
  );
  const byMetric = isOfLosses(first);
  const points = sorted.flatMap((record) => {
    const value = byMetric ? bestMetric(record) : bestLoss(record);
    return value === undefined ? [] : [{ id: record.id, label: record.group?.label ?? '', value }];
  });
  const what = judged(first.epochPoints) === 'val_loss' ? 'validation' : 'training';
  const { metric } = first;
  return {
    title: group.title,
    figure: byMetric ? `best ${what} ${metric?.label.toLowerCase() ?? 'metric'}` : `best ${what} loss`,
    better: byMetric ? (metric?.better ?? 'higher') : 'lower',
    numeric,
    points,
  };
}

/** Where the loss itself was varied, losses say nothing about each other. */
function isOfLosses({ group, graph }: RunRecord): boolean {
  const node = group?.title.split(' of ').at(-1) ?? '';
  const parsed = parseDocument(graph);
  return parsed.ok && variesLoss(parsed.value.document, catalog, [{ node }]);
}

export const bestResult = ({ points, better }: SweepResult): SweepResult['points'][number] | undefined =>
  points.reduce<SweepResult['points'][number] | undefined>(
    (best, each) =>
      best === undefined || (better === 'higher' ? each.value > best.value : each.value < best.value) ? each : best,
    undefined,
  );

/** The chart in a sentence. */
export function describeSweep(result: SweepResult): string {
  const best = bestResult(result);
  if (best === undefined) return `No value of ${result.title} has reached the end of an epoch yet.`;
  return `${result.figure} by ${result.title}, ${plural(result.points.length, 'value')}: ${best.label} is best with ${compact(best.value)}.`;
}
