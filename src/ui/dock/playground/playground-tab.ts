import { late } from '../../late/late.tsx';
import type { DockTabSpec } from '../tab.ts';

export const playground = {
  id: 'playground',
  rank: 60,
  label: 'Optimizers',
  View: late(async () => (await import('./playground.tsx')).Playground),
} as const satisfies DockTabSpec;
