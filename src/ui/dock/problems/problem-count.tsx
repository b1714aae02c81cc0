/** How many errors and warnings there are, behind the tab's name. */
import { HealthMark } from '../../charts/health-mark.tsx';
import { useFound } from '../../findings/findings-store.ts';
import { useDocument } from '../../stores/document.ts';
import { useRun } from '../../stores/run.ts';
import styles from './problem-count.module.css';
import { countProblems, countWords } from './problem-list.ts';

export function ProblemCount() {
  const diagnostics = useDocument(({ compilation }) => compilation.diagnostics);
  const faults = useRun((run) => [run, ...run.side].filter(({ fault }) => fault !== undefined).length);
  const findings = useFound((found) => found);
  const found = countProblems([...diagnostics, ...findings], faults);
  const total = found.errors + found.warnings;
  if (total === 0) return null;
  return (
    <span className={styles.count}>
      <HealthMark tone={found.errors > 0 ? 'bad' : 'warn'} label={countWords(found)} iconOnly />
      <span aria-hidden>{total}</span>
    </span>
  );
}
