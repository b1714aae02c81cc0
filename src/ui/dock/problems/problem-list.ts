/* The compiler's findings sorted for reading: what stops training first. */
import { plural } from '../../../base/format.ts';
import { countFindings } from '../../../compiler/diagnostics.ts';
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
  errors: countFindings(diagnostics.filter(({ severity }) => severity === 'error')) + (fault === undefined ? 0 : 1),
  warnings: countFindings(diagnostics.filter(({ severity }) => severity === 'warning')),
});

/** `2 errors and 1 warning`; `no problems`. */
export function countWords({ errors, warnings }: ProblemCount): string {
  const parts = [
    errors > 0 ? plural(errors, 'error') : undefined,
    warnings > 0 ? plural(warnings, 'warning') : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'no problems' : parts.join(' and ');
}
