/*
 * Whose run a wire or a node speaks of while several programs train side by side: that of the shown program where it
 * belongs to that one, else that of the program it does belong to.
 */
import { useStore } from 'zustand';
import type { Compilation } from '../../compiler/types.ts';
import { edgesFrom, edgesInto } from '../../graph/queries.ts';
import { edgeId } from '../../graph/types.ts';
import type { EdgeId, GraphDocument, NodeId } from '../../graph/types.ts';
import { useDocument } from './document.ts';
import { runStore } from './run.ts';
import type { DocumentState, RunState } from './types.ts';

type Runs = Pick<RunState, 'program'> & { readonly side: readonly Pick<RunState, 'program'>[] };

/** Undefined where that is the shown run, or none beside it is of these programs. */
export function ownProgram(programs: readonly NodeId[], { program, side }: Runs): NodeId | undefined {
  if (side.length === 0 || programs.includes(program ?? '')) return undefined;
  return side.find((facts) => programs.includes(facts.program ?? ''))?.program;
}

/** The programs that the wires of a node belong to. */
export const programsOfNode = (document: GraphDocument, { edges }: Compilation, id: NodeId): readonly NodeId[] => [
  ...new Set(
    [...edgesInto(document, id), ...edgesFrom(document, id)].flatMap((edge) => edges.get(edgeId(edge))?.programs ?? []),
  ),
];

export const useWireProgram = (id: EdgeId): NodeId | undefined =>
  useOwn(({ compilation }) => compilation.edges.get(id)?.programs ?? NONE);

export const useNodeProgram = (id: NodeId): NodeId | undefined =>
  useOwn(({ document, compilation }) => programsOfNode(document, compilation, id));

/** Nothing is looked for, and nothing drawn anew with an edit, while one program trains alone. */
function useOwn(programsIn: (state: DocumentState) => readonly NodeId[]): NodeId | undefined {
  const several = useStore(runStore, ({ side }) => side.length > 0);
  const programs = useDocument((state) => (several ? programsIn(state).join(SEPARATOR) : ''));
  return useStore(runStore, (run) => ownProgram(programs.split(SEPARATOR), run));
}

const NONE: readonly NodeId[] = [];
/** Ids have no line breaks. */
const SEPARATOR = '\n';
