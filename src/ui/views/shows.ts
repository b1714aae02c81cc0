/*
 * What views show, by the name that their types state. To add one, write its show in a file of its own and its line in
 * `index.ts`.
 */
import * as all from './index.ts';
import type { ViewShow } from './view-show.ts';

export const SHOWS: ReadonlyMap<string, ViewShow> = new Map(
  Object.values<ViewShow>(all).map((show) => [show.shows, show]),
);
