/** What a view shows, beside what its node type states of itself. */
import type { ComponentType } from 'react';
import type { ParamValues } from '../../catalog/params.ts';
import type { DockTab } from '../dock/tabs.tsx';

/** What stands below every picture, and the gap between: the card keeps its height when figures come. */
export const FOOT = 32;

export interface ViewProps {
  readonly params: ParamValues;
  /** Whether it can be seen: only then is anything measured for it. */
  readonly looking: boolean;
  /** It stands on a card, which the keyboard reaches as a whole. */
  readonly onCard: boolean;
  /** Of the picture, in pixels of the canvas at actual size. */
  readonly width: number;
  readonly height: number;
  /** By how much that size is shown larger. */
  readonly zoom: number;
}

export interface ViewShow {
  /** The name by which types of the catalog ask for it. */
  readonly shows: string;
  /** The tab of the dock that shows the same, larger. */
  readonly tab: DockTab;
  /** How high the picture is, as a part of its width. */
  readonly aspect: number;
  /** What will be seen here, while there is nothing yet. */
  readonly empty: string;
  /** Draws the run that it stands in: `useRun`, `useReading` and `useWatch` speak of that one. */
  readonly View: ComponentType<ViewProps>;
  /** Has the tab show the same as the card, of data with so many features. */
  readonly onEnlarge?: (params: ParamValues, columns: number) => void;
}
