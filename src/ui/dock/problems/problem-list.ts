/* The compiler's findings sorted for reading: what stops training first. */
import type { Diagnostic } from '../../../compiler/types.ts';
import type { RunState } from '../../stores/types.ts';

export type Severity = Diagnostic['severity'];
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint'];

export interface Group {
  readonly severity: Severity;
  readonly problems: readonly Diagnostic[];
}

/** Groups that have entries, the worst first; inside a group the compiler's order. */
export const grouped = (diagnostics: readonly Diagnostic[]): readonly Group[] =>
  SEVERITIES.map((severity) => ({
    severity,
    problems: diagnostics.filter((each) => each.severity === severity),
  })).filter(({ problems }) => problems.length > 0);

export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
}

/** What the tab counts: errors and warnings of the graph, and the fault that ended the run. Hints do not count. */
export const countProblems = (diagnostics: readonly Diagnostic[], fault: RunState['fault']): ProblemCount => ({
  errors: diagnostics.filter(({ severity }) => severity === 'error').length + (fault === undefined ? 0 : 1),
  warnings: diagnostics.filter(({ severity }) => severity === 'warning').length,
});

/** `2 errors and 1 warning`; `no problems`. */
export function countWords({ errors, warnings }: ProblemCount): string {
  const parts = [
    errors > 0 ? `${errors} ${errors === 1 ? 'error' : 'errors'}` : undefined,
    warnings > 0 ? `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'no problems' : parts.join(' and ');
}
