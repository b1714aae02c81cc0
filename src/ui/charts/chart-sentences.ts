/** One sentence for each chart, for people who listen to it. */
import { compact, count, percent } from '../../base/format.ts';
import type { Distribution } from '../../protocol/readings.ts';

export function describeDistribution(
  name: string,
  distribution: Distribution,
  compare?: { readonly name: string; readonly distribution: Distribution },
): string {
  const { mean, std, min, max, zeros, nonFinite } = distribution;
  if (distribution.count === 0) {
    return nonFinite > 0
      ? `Histogram of ${name}: all ${count(nonFinite)} values are NaN or infinite.`
      : `Histogram of ${name}: no values.`;
  }
  const notes = [
    zeros > 0 ? `${percent(zeros)} of them exactly zero` : undefined,
    nonFinite > 0 ? `${count(nonFinite)} left out because they are NaN or infinite` : undefined,
  ].filter((note) => note !== undefined);
  const other =
    compare === undefined
      ? ''
      : ` Over it, ${compare.name}: mean ${compact(compare.distribution.mean)}, standard deviation ${compact(compare.distribution.std)}.`;
  return `Histogram of ${name}: from ${compact(min)} to ${compact(max)}, mean ${compact(mean)}, standard deviation ${compact(std)}${notes.map((note) => `, ${note}`).join('')}.${other}`;
}

export function describeSeries(name: string, values: readonly number[]): string {
  const finite = values.filter((value) => Number.isFinite(value));
  const first = finite[0];
  const last = finite.at(-1);
  if (first === undefined || last === undefined) return `${name}: no values yet.`;
  const course = last < first ? 'falling' : last > first ? 'rising' : 'unchanged';
  return `${name}, ${course} from ${compact(first)} to ${compact(last)} over ${count(finite.length)} points.`;
}

export function describeRidges(
  name: string,
  rows: readonly { readonly step: number; readonly distribution: Distribution }[],
): string {
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return `${name} over time: nothing measured yet.`;
  const spread = (row: typeof first) =>
    `mean ${compact(row.distribution.mean)} and standard deviation ${compact(row.distribution.std)} at step ${count(row.step)}`;
  return `${name} over time: ${spread(first)}, ${spread(last)}.`;
}

export function describeSchedule(at: (step: number) => number, horizon: number, here?: number): string {
  const place = here === undefined ? '' : ` Training stands at step ${count(here)}, where it is ${compact(at(here))}.`;
  return `Learning rate from ${compact(at(0))} at step 0 to ${compact(at(horizon))} at step ${count(horizon)}.${place}`;
}

export function describeFunction(
  name: string,
  f: (x: number) => number,
  [low, high]: readonly [number, number],
  ghost: boolean,
): string {
  const values = [low, 0, high].map((x) => `${compact(f(x))} at ${compact(x)}`).join(', ');
  return `${name} and its slope${ghost ? ' over the inputs it receives now' : ''}: ${values}.`;
}
