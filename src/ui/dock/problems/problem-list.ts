/* The compiler's findings sorted for reading: what stops training first. */
import { plural } from '../../../base/format.ts';
import { countFindings } from '../../../compiler/diagnostics.ts';
import type { Diagnostic } from '../../../compiler/types.ts';
import { byFix, type Entry } from '../../findings/by-fix.ts';
import type { RunState } from '../../stores/types.ts';

export type Severity = Diagnostic['severity'];
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint'];

export interface Group {
  readonly severity: Severity;
  readonly entries: readonly Entry[];
}

export interface Listed {
  /** What the run shows. */
  readonly found: readonly Entry[];
  /** Groups that have entries, the worst first; inside a group the compiler's order. */
  readonly groups: readonly Group[];
}

/** An entry stands where the gravest of its problems belongs. */
export function listed(findings: readonly Diagnostic[], diagnostics: readonly Diagnostic[]): Listed {
  const sorted = SEVERITIES.map((severity) => diagnostics.filter((each) => each.severity === severity));
  const entries = new Map(
    byFix([...findings, ...sorted.flat()]).map((entry) => [entry.problems[0]?.diagnostic, entry]),
  );
  const beginningWith = (problems: readonly Diagnostic[]) => problems.flatMap((each) => entries.get(each) ?? []);
  return {
    found: beginningWith(findings),
    groups: SEVERITIES.map((severity, i) => ({ severity, entries: beginningWith(sorted[i] ?? []) })).filter(
      (group) => group.entries.length > 0,
    ),
  };
}

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
