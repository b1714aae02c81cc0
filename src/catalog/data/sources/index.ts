/** Every data set of the `Dataset` node, in the order of its menu. Adding one is its file and a line in all.ts. */
import { byRank } from '../../../base/rank.ts';
import * as all from './all.ts';
import type { DataSource } from './source.ts';

export const sources: readonly DataSource[] = Object.values<DataSource>(all).toSorted(byRank(({ name }) => name));
