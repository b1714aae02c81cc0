/** What stands inside speaks of the run of this program; without one, of the run that the page shows. */
import type { ReactNode } from 'react';
import type { NodeId } from '../../graph/types.ts';
import { lookBackStore } from './look-back.ts';
import { programRun } from './program-run.ts';
import { runStore } from './run.ts';
import { RunScopeContext } from './run-scope.ts';
import type { RunScope } from './run-scope.ts';
import { shownRun } from './shown-run.ts';

interface Props {
  readonly program: NodeId | undefined;
  readonly children: ReactNode;
}

export const OfProgram = ({ program, children }: Props) => (
  <RunScopeContext value={program === undefined ? undefined : scopeOf(program)}>{children}</RunScopeContext>
);

const scopes = new Map<NodeId, RunScope>();

function scopeOf(program: NodeId): RunScope {
  const known = scopes.get(program);
  if (known !== undefined) return known;
  const live = programRun(runStore, program);
  const scope = { program, live, shown: shownRun(live, lookBackStore) };
  scopes.set(program, scope);
  return scope;
}
