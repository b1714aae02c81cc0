/* What the dock shows and how: choices of the viewer that last as long as the page. */
import type { FeaturePair } from '../../protocol/readings.ts';
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
  /** Of data with more than two features, the two over which the answers are drawn; none: the answers to the examples. */
  readonly pair: FeaturePair | undefined;
}

export const dockOptions = createStore<DockOptions>()(() => ({
  logLoss: false,
  table: false,
  aside: 'metric',
  trainPoints: true,
  heldOutPoints: true,
  discretise: false,
  tryIt: false,
  pair: undefined,
}));

export const useDockOption = <K extends keyof DockOptions>(name: K): DockOptions[K] =>
  useStore(dockOptions, (state) => state[name]);
