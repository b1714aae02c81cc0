/* What is known of the run of one program, whether it is the shown one or trains beside it. */
import type { Program } from '../../compiler/types.ts';
import type { NodeId } from '../../graph/types.ts';
import { useDocument } from './document.ts';
import type { RunFacts } from './run-events.ts';
import { useRun } from './run.ts';
import type { RunState } from './types.ts';

/** Undefined where no run of this program is loaded. */
export const factsOfProgram = (run: RunState, program: NodeId | undefined): RunFacts | undefined =>
  program === undefined
    ? undefined
    : run.program === program
      ? run
      : run.side.find((facts) => facts.program === program);

/** Of several programs that share something: the shown one if it is among them, otherwise the first that has a run. */
export const factsAmong = (run: RunState, programs: readonly NodeId[]): RunFacts | undefined =>
  programs.includes(run.program ?? '') ? run : run.side.find(({ program = '' }) => programs.includes(program));

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
  return useRun((run) => {
    const facts = ids === undefined ? undefined : factsAmong(run, ids.split(SEPARATOR));
    return facts === undefined ? undefined : selector(facts);
  });
}

/** Ids have no line breaks. */
const SEPARATOR = '\n';
