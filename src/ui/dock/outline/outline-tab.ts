import { late } from '../../late/late.tsx';
import type { DockTabSpec } from '../tab.ts';

export const outline = {
  id: 'outline',
  rank: 40,
  label: 'Outline',
  View: late(async () => (await import('./outline.tsx')).Outline),
} as const satisfies DockTabSpec;
