/** The worst problem of each node, in words for its mark. Indexed once per compilation. */
import { remembered } from '../../../base/remembered.ts';
import type { Diagnostic } from '../../../compiler/types.ts';
import type { NodeId } from '../../../graph/types.ts';

export interface NodeProblem {
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

/** Errors before warnings; hints get no mark. */
export const problemsOf = remembered((diagnostics: readonly Diagnostic[]): ReadonlyMap<NodeId, NodeProblem> => {
  const problems = new Map<NodeId, NodeProblem>();
  for (const { node, severity, message, hint } of diagnostics) {
    if (node === undefined || severity === 'hint') continue;
    const before = problems.get(node);
    if (before !== undefined && (before.severity === 'error' || severity === 'warning')) continue;
    problems.set(node, { severity, text: `${message} ${hint}`.trim() });
  }
  return problems;
});
