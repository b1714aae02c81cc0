import { late } from '../../late/late.tsx';
import type { DockTabSpec } from '../tab.ts';

export const curves = {
  id: 'curves',
  rank: 10,
  label: 'Curves',
  View: late(async () => (await import('./curves.tsx')).Curves),
  Options: late(async () => (await import('./curve-options.tsx')).CurveOptions),
  Beside: late(async () => (await import('./curves-companions.tsx')).CurvesCompanions),
} as const satisfies DockTabSpec;
