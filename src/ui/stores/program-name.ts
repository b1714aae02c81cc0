/** What a program is called: as its Train node. */
import { useShallow } from 'zustand/react/shallow';
import { shorten } from '../../base/text.ts';
import { nodeById } from '../../graph/queries.ts';
import type { NodeId } from '../../graph/types.ts';
import { useDocument } from './document.ts';
import type { DocumentState } from './types.ts';

const LONGEST = 40;

export const programName = ({ whole }: Pick<DocumentState, 'whole'>, id: NodeId): string =>
  shorten(nodeById(whole, id)?.label ?? id, LONGEST);

export const useProgramName = (id: NodeId): string => useDocument((state) => programName(state, id));

/** All programs of the graph, to choose from. */
export function useProgramChoices(): readonly { readonly value: NodeId; readonly label: string }[] {
  const programs = useDocument(({ compilation }) => compilation.programs);
  const names = useDocument(useShallow((state) => programs.map(({ id }) => programName(state, id))));
  return programs.map(({ id }, i) => ({ value: id, label: names[i] ?? id }));
}
