/* What is known of the run of one program, whether it is the shown one or trains beside it. */
import type { Program } from '../../compiler/types.ts';
import type { NodeId } from '../../graph/types.ts';
import { useDocument } from './document.ts';
import type { RunFacts } from './run-events.ts';
import { useRun } from './run.ts';
import { factsAmong, factsOfProgram } from './side-runs.ts';

/** Part of what is known of a program's run. */
export const useRunOf = <T>(program: NodeId, selector: (facts: RunFacts) => T): T | undefined =>
  useRun((run) => {
    const facts = factsOfProgram(run, program);
    return facts === undefined ? undefined : selector(facts);
  });

/** The same of the programs that something in the graph belongs to. */
export function useRunWith<T>(belongs: (program: Program) => boolean, selector: (facts: RunFacts) => T): T | undefined {
  const ids = useDocument(({ compilation }) => {
    const own = compilation.programs.filter(belongs).map(({ id }) => id);
    return own.length === 0 ? undefined : own.join(SEPARATOR);
  });
  return useRunAmong(ids?.split(SEPARATOR) ?? [], selector);
}

/** The same of these programs, such as those that a wire is for: of the shown one where it is among them. */
export const useRunAmong = <T>(programs: readonly NodeId[], selector: (facts: RunFacts) => T): T | undefined =>
  useRun((run) => {
    const facts = factsAmong(run, programs);
    return facts === undefined ? undefined : selector(facts);
  });

/** Ids have no line breaks. */
const SEPARATOR = '\n';
