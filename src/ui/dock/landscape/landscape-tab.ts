import { late } from '../../late/late.tsx';
import type { DockTabSpec } from '../tab.ts';

export const landscape = {
  id: 'landscape',
  rank: 50,
  label: 'Landscape',
  View: late(async () => (await import('./landscape.tsx')).Landscape),
  Options: late(async () => (await import('../shown-program.tsx')).ShownProgram),
} as const satisfies DockTabSpec;
