/** Every data set of the `Dataset` node, in the order of its menu. Adding one is its file and a line in all.ts. */
import { byPlace } from '../../../base/rank.ts';
import * as all from './all.ts';
import type { DataSource } from './source.ts';

/** The order of the menu; what is not listed comes last, by name. */
const FIRST = [
  'circle',
  'xor',
  'gauss',
  'spiral',
  'moons',
  'blobs',
  'reg-plane',
  'reg-gauss',
  'sine',
  'sine-windows',
  'height-weight',
  'build',
  'normal-noise',
  'iris',
  'penguins',
  'wine',
  'breast-cancer',
  'diabetes',
  'digits',
  'digit-lines',
  'mnist',
  'fashion-mnist',
];

export const sources: readonly DataSource[] = Object.values<DataSource>(all).toSorted(
  byPlace(FIRST, ({ name }) => name),
);
