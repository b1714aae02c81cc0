/** What a tab of the dock states of itself, beside its view. */
import type { ComponentType } from 'react';
import type { Ranked } from '../../base/rank.ts';

export interface DockTabSpec extends Ranked {
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
