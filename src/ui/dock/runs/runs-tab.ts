import { late } from '../../late/late.tsx';
import type { DockTabSpec } from '../tab.ts';

export const runs = {
  id: 'runs',
  rank: 25,
  label: 'Runs',
  View: late(async () => (await import('./runs.tsx')).Runs),
  Options: late(async () => (await import('./runs-options.tsx')).RunsOptions),
  Beside: late(async () => (await import('./runs-beside.tsx')).RunsBeside),
} as const satisfies DockTabSpec;
