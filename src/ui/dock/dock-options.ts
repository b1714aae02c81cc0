/* What the dock shows and how: choices of the viewer that last as long as the page. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface DockOptions {
  readonly logLoss: boolean;
  /** The epochs as a table instead of the plots. */
  readonly table: boolean;
  /** Which small plot stands beside the loss where there is room for one only. */
  readonly aside: 'metric' | 'rate';
  readonly trainPoints: boolean;
  readonly heldOutPoints: boolean;
  /** One colour per answer, without shades between them. */
  readonly discretise: boolean;
  /** An example of one's own instead of what the network answers to the data. */
  readonly tryIt: boolean;
}

export const dockOptions = createStore<DockOptions>()(() => ({
  logLoss: false,
  table: false,
  aside: 'metric',
  trainPoints: true,
  heldOutPoints: true,
  discretise: false,
  tryIt: false,
}));

export const useDockOption = <K extends keyof DockOptions>(name: K): DockOptions[K] =>
  useStore(dockOptions, (state) => state[name]);
