import { late } from '../../late/late.tsx';
import type { DockTabSpec } from '../tab.ts';

export const output = {
  id: 'output',
  rank: 20,
  label: 'Output',
  View: late(async () => (await import('./output.tsx')).Output),
  Options: late(async () => (await import('./output-options.tsx')).OutputOptions),
} as const satisfies DockTabSpec;
