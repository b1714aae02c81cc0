import { late } from '../../late/late.tsx';
import type { DockTabSpec } from '../tab.ts';
import { ProblemCount } from './problem-count.tsx';

export const problems = {
  id: 'problems',
  rank: 30,
  label: 'Problems',
  View: late(async () => (await import('./problems.tsx')).Problems),
  Badge: ProblemCount,
} as const satisfies DockTabSpec;
