/*
 * The dock's tabs. Their type, the list of tabs, the panels and the commands that show them all come from
 * this one array. To add a tab, write its view in a file of its own (`src/ui/dock/notes/notes.tsx` that
 * exports `Notes`), import it, and add one line to the array: `{ id: 'notes', label: 'Notes', View: Notes },`.
 */
import type { ComponentType } from 'react';
import { CurveOptions } from './curves/curve-options.tsx';
import { CurvesCompanions } from './curves/curves-companions.tsx';
import { Curves } from './curves/curves.tsx';
import { Output } from './output/output.tsx';
import { ProblemCount } from './problems/problem-count.tsx';
import { Problems } from './problems/problems.tsx';

export interface DockTabSpec {
  readonly id: string;
  readonly label: string;
  readonly View: ComponentType;
  /** What stands behind the label, as the number of problems. */
  readonly Badge?: ComponentType;
  /** Controls at the right end of the bar while the tab is shown. */
  readonly Options?: ComponentType;
  /** What stands beside the view where there is room; it is told how wide the dock is. */
  readonly Beside?: ComponentType<{ readonly width: number }>;
}

export const DOCK_TABS = [
  { id: 'curves', label: 'Curves', View: Curves, Options: CurveOptions, Beside: CurvesCompanions },
  { id: 'output', label: 'Output', View: Output },
  { id: 'problems', label: 'Problems', View: Problems, Badge: ProblemCount },
] as const satisfies readonly DockTabSpec[];

export type DockTab = (typeof DOCK_TABS)[number]['id'];

/** The tab with what it does not have left undefined. */
export const dockTab = (id: DockTab): DockTabSpec => DOCK_TABS.find((tab) => tab.id === id) ?? DOCK_TABS[0];
