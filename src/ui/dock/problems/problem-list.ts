/* The compiler's findings sorted for reading: what stops training first. */
import { plural } from '../../../base/format.ts';
import { countFindings } from '../../../compiler/diagnostics.ts';
import type { Diagnostic } from '../../../compiler/types.ts';
import type { NodeId } from '../../../graph/types.ts';
import { byFix, type Entry } from '../../findings/by-fix.ts';
import type { ProgramFindings } from '../../findings/findings-store.ts';
import { toldTogether } from './told-together.ts';

export type Severity = Diagnostic['severity'];
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint'];

export interface Group {
  readonly severity: Severity;
  readonly entries: readonly Entry[];
}

/** What the runs of these programs show. */
export interface FoundGroup {
  readonly programs: readonly NodeId[];
  readonly entries: readonly Entry[];
}

export interface Listed {
  readonly found: readonly FoundGroup[];
  /** Groups that have entries, the worst first; inside a group the compiler's order. */
  readonly groups: readonly Group[];
}

/** An entry stands where the gravest of its problems belongs. */
export function listed(findings: readonly ProgramFindings[], diagnostics: readonly Diagnostic[]): Listed {
  const together = toldTogether(
    findings.map(({ program, findings: items }) => ({ program, items })),
    (finding) => JSON.stringify(finding),
  );
  const sorted = SEVERITIES.map((severity) => diagnostics.filter((each) => each.severity === severity));
  const entries = new Map(
    byFix([...together.flatMap(({ items }) => items), ...sorted.flat()]).map((entry) => [
      entry.problems[0]?.diagnostic,
      entry,
    ]),
  );
  const beginningWith = (problems: readonly Diagnostic[]) => problems.flatMap((each) => entries.get(each) ?? []);
  return {
    found: together
      .map(({ programs, items }) => ({ programs, entries: beginningWith(items) }))
      .filter(({ entries: own }) => own.length > 0),
    groups: SEVERITIES.map((severity, i) => ({ severity, entries: beginningWith(sorted[i] ?? []) })).filter(
      (group) => group.entries.length > 0,
    ),
  };
}

export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
}

/**
 * What the tab counts: errors and warnings of the graph, and the faults that ended runs. Hints do not count.
 *
 * @param faults how many runs have ended with one
 */
export const countProblems = (diagnostics: readonly Diagnostic[], faults: number): ProblemCount => ({
  errors: countFindings(diagnostics.filter(({ severity }) => severity === 'error')) + faults,
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
