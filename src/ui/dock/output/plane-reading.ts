/** What the network answers at places of a plane, in words: at one, and at a few spread over all of it. */
import { compact, percent } from '../../../base/format.ts';
import type { DatasetInfo } from '../../../catalog/define/index.ts';
import type { Place } from '../../charts/cross-steps.ts';
import type { ChartTable } from '../../charts/frame/data-table.tsx';
import type { Domain } from '../../charts/geometry.ts';
import { predictionAt } from './output-words.ts';
import type { PlaneView } from './paint-plane.ts';
import { guessOf } from './plane-colours.ts';

/** What the two axes are called. */
export const axisNames = ({ featureNames }: DatasetInfo): readonly [x: string, y: string] => [
  featureNames[0] ?? 'x',
  featureNames[1] ?? 'y',
];

/** `inner, 97.2 %` or `price 0.31`; `undefined` outside of the picture. */
export function answerAt(view: PlaneView, info: DatasetInfo, [x, y]: Place): string | undefined {
  const row = predictionAt(view, x, y);
  if (row === undefined) return undefined;
  const { kind, names } = info.target;
  if (kind === 'values') return names.map((name, i) => `${name} ${compact(row[i] ?? Number.NaN)}`).join(', ');
  const { index, probability } = guessOf(row);
  return index < 0 ? 'not a number' : `${names[index] ?? `class ${index}`}, ${percent(probability)}`;
}

/** `x1 0.31, x2 −0.8: inner, 97.2 %`. */
export function readPlane(view: PlaneView, info: DatasetInfo, place: Place): string | undefined {
  const answer = answerAt(view, info, place);
  const [xName, yName] = axisNames(info);
  return answer === undefined ? undefined : `${xName} ${compact(place[0])}, ${yName} ${compact(place[1])}: ${answer}`;
}

/** Places along each side of the table. */
const PLACES = 5;

/** The middles of equal parts of a domain. */
const middles = ([low, high]: Domain): readonly number[] =>
  Array.from({ length: PLACES }, (_, i) => low + ((i + 0.5) / PLACES) * (high - low));

/** The answers over the whole plane, the highest row first as in the picture. */
export function planeTable(view: PlaneView, info: DatasetInfo): ChartTable {
  const [x0, x1, y0, y1] = view.domain;
  const [xName, yName] = axisNames(info);
  const across = middles([x0, x1]);
  return {
    caption: `What the network answers over ${xName} and ${yName}`,
    columns: [yName, ...across.map((x) => `${xName} ${compact(x)}`)],
    rows: middles([y0, y1])
      .toReversed()
      .map((y) => [compact(y), ...across.map((x) => answerAt(view, info, [x, y]) ?? '–')]),
  };
}
