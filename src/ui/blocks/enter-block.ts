/* Going into a block and out again. */
import { blockOf } from '../../graph/blocks.ts';
import { nodeById } from '../../graph/queries.ts';
import type { NodeId } from '../../graph/types.ts';
import { fitCanvas, focusCanvas } from '../canvas-api.ts';
import { documentStore } from '../stores/document.ts';
import { announce, viewStore } from '../stores/view-state.ts';

/** The block that a node of the shown graph stands for. */
export function blockBehind(id: NodeId): string | undefined {
  const { document } = documentStore.getState();
  const type = nodeById(document, id)?.type;
  return type === undefined ? undefined : blockOf(document, type)?.name;
}

export const enterBlock = (id: NodeId): void => goTo([...documentStore.getState().inside, id]);

/** Goes one level out, to the node one came in through. */
export function leaveBlock(): void {
  const { inside } = documentStore.getState();
  const last = inside.at(-1);
  if (last !== undefined) goTo(inside.slice(0, -1), last);
}

/** Shows what is seen along a path, with one of its nodes selected. */
export function goTo(path: readonly NodeId[], select?: NodeId): void {
  documentStore.getState().enter(path);
  const { block, inside } = documentStore.getState();
  const { select: choose } = viewStore.getState();
  if (select !== undefined) choose([select]);
  announce(
    block === undefined ? 'Back in the whole graph.' : `Inside of ${block} ${inside.at(-1) ?? ''}. Escape leads out.`,
  );
  fitCanvas();
  focusCanvas();
}
