import { useEffect, useState } from 'react';
import { runStore } from '../../stores/run.ts';
import { curvesInWords } from './use-plots.ts';

/** The sentence about the curves, renewed at most once in so many milliseconds. */
export function useSlowSummary(every: number): string {
  const [summary, setSummary] = useState(() => curvesInWords(runStore.getState()));
  useEffect(() => {
    const timer = setInterval(() => setSummary(curvesInWords(runStore.getState())), every);
    return () => clearInterval(timer);
  }, [every]);
  return summary;
}
