/* What can be done with frames, by key, menu, palette or pointer. Each is one undo step and is announced. */
import { plural } from '../../../base/format.ts';
import { removeFrameWhole } from '../../../graph/commands/remove-frame-whole.ts';
import type { FrameFields } from '../../../graph/commands/types.ts';
import { EMPTY_FRAME } from '../../../graph/placing/frames.ts';
import { onGrid } from '../../../graph/placing/boxes.ts';
import { heldAround } from '../../../graph/placing/frame-fate.ts';
import { frameById, nodeById, nodesIn } from '../../../graph/queries.ts';
import { freshId } from '../../../graph/unique-id.ts';
import type { FrameId, NodeId } from '../../../graph/types.ts';
import { keyTextOf } from '../../shell/keymap.ts';
import { documentStore } from '../../stores/document.ts';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { announce, viewStore } from '../../stores/view-state.ts';
import { duplicate } from '../node-actions.ts';
import { focusNode, homeCard } from '../view/focus.ts';
import { flow } from '../view/flow.ts';
import { centre } from '../view/viewport.ts';
import { focusFrame } from './focus-frame.ts';
import { frameBoxes, settledMember } from './frame-boxes.ts';
import { typeTitle } from './frames-store.ts';

const graph = () => documentStore.getState().document;

export const titleOf = (frame: FrameId): string => frameById(graph(), frame)?.title || 'Untitled';
export const membersOf = (frame: FrameId): readonly NodeId[] => nodesIn(graph(), frame).map(({ id }) => id);

let made = 0;

/** Notes that stand between these nodes and in no frame: they speak of them. */
function notesAmong(nodes: readonly NodeId[]): readonly NodeId[] {
  const chosen = new Set(nodes);
  const cards = flow.store.getState().nodes.map(settledMember);
  const isNote = (id: NodeId) => ownCatalog(graph()).get(nodeById(graph(), id)?.type ?? '')?.role === 'note';
  return heldAround(
    cards.filter(({ id }) => chosen.has(id)),
    cards.filter(({ id, frame }) => !chosen.has(id) && frame === undefined && isNote(id)),
  );
}

/** A frame around these nodes, or an empty one in the middle of the view; its title is typed next, in the same step. False if it was refused. */
export function frameNodes(chosen: readonly NodeId[]): boolean {
  const nodes = chosen.length === 0 ? chosen : [...chosen, ...notesAmong(chosen)];
  const id = freshId('frame', new Set(graph().frames?.map((frame) => frame.id)));
  const middle = centre();
  const place =
    nodes.length > 0
      ? {}
      : {
          position: [onGrid(middle.x - EMPTY_FRAME.width / 2), onGrid(middle.y - EMPTY_FRAME.height / 2)] as const,
          size: [EMPTY_FRAME.width, EMPTY_FRAME.height] as const,
        };
  const gesture = `frame ${++made}`;
  const command = { type: 'addFrame', frame: { id, title: 'Frame', ...place }, nodes } as const;
  if (!documentStore.getState().dispatch(command, { coalesce: gesture })) return false;
  viewStore.getState().selectFrame(id);
  typeTitle(id, gesture);
  announce(
    nodes.length === 0 ? 'Added a frame. Type its title.' : `Framed ${plural(nodes.length, 'node')}. Type a title.`,
  );
  return true;
}

/** The frames that are meant: the selected one, or those that these nodes stand in. */
export function framesMeant(nodes: readonly NodeId[]): readonly FrameId[] {
  const { selectedFrame } = viewStore.getState();
  if (selectedFrame !== undefined && frameById(graph(), selectedFrame) !== undefined) return [selectedFrame];
  const named = nodes.flatMap((id) => nodeById(graph(), id)?.frame ?? []);
  return [...new Set(named)].filter((id) => frameById(graph(), id) !== undefined);
}

/** Takes frames away; their nodes stay, and are selected. */
export function dissolve(frames: readonly FrameId[]): void {
  if (frames.length === 0) return announce('There is no frame around what is selected.', 'info');
  const nodes = frames.flatMap(membersOf);
  const titles = frames.map(titleOf).join(', ');
  const commands = frames.map((frame) => ({ type: 'removeFrame', frame }) as const);
  const [only] = commands;
  const command =
    commands.length === 1 && only !== undefined
      ? only
      : ({ type: 'batch', label: `Dissolve ${commands.length} frames`, commands } as const);
  if (!documentStore.getState().dispatch(command)) return;
  viewStore.getState().select(nodes);
  focusNode(nodes[0] ?? homeCard());
  announce(`Dissolved the frame ${titles}${nodes.length === 0 ? '' : `; its ${plural(nodes.length, 'node')} stay`}.`);
}

export function removeWhole(frame: FrameId): void {
  const [title, nodes] = [titleOf(frame), membersOf(frame)];
  if (!documentStore.getState().dispatch(removeFrameWhole(graph(), frame))) return;
  viewStore.getState().select([]);
  focusNode(homeCard());
  announce(`Removed the frame ${title} with ${plural(nodes.length, 'node')}.`);
}

export function setFrame(frame: FrameId, fields: FrameFields, coalesce?: string): boolean {
  return documentStore
    .getState()
    .dispatch({ type: 'setFrame', frame, fields }, coalesce === undefined ? {} : { coalesce });
}

export function putIn(nodes: readonly NodeId[], frame: FrameId): void {
  if (documentStore.getState().dispatch({ type: 'putInFrame', nodes, frame }))
    announce(`Put ${plural(nodes.length, 'node')} in the frame ${titleOf(frame)}.`);
}

/** Takes nodes out of their frames. A frame that is empty then stays where it was. */
export function takeOut(nodes: readonly NodeId[]): void {
  const inside = nodes.filter((id) => framesMeant([id]).length > 0);
  if (inside.length === 0) return announce('None of the selected nodes is in a frame.', 'info');
  const label = `Take ${plural(inside.length, 'node')} out of the frame`;
  const commands = [...keepEmpty(inside), { type: 'putInFrame', nodes: inside, frame: undefined } as const];
  if (documentStore.getState().dispatch({ type: 'batch', label, commands }))
    announce(`Took ${plural(inside.length, 'node')} out of the frame.`);
}

/** Gives frames that lose all their nodes with these the place where they are now. */
export function keepEmpty(leaving: readonly NodeId[]) {
  const gone = new Set(leaving);
  const boxes = frameBoxes();
  return (graph().frames ?? []).flatMap(({ id }) => {
    const [members, box] = [membersOf(id), boxes.get(id)];
    if (box === undefined || members.length === 0 || members.some((node) => !gone.has(node))) return [];
    const fields = { position: [box.x, box.y], size: [box.width, box.height] } as const;
    return [{ type: 'setFrame', frame: id, fields } as const];
  });
}

/** Selects what is in a frame, so that everything that is done to several nodes can be done to it. */
export function selectMembers(frame: FrameId): void {
  const nodes = membersOf(frame);
  viewStore.getState().select(nodes);
  focusNode(nodes[0]);
  announce(`Selected the ${plural(nodes.length, 'node')} of ${titleOf(frame)}.`);
}

/** Doubles a frame with what is in it, and goes on with the copy. */
export async function duplicateFrame(frame: FrameId, wired = false): Promise<void> {
  const known = new Set(graph().frames?.map(({ id }) => id));
  await duplicate(membersOf(frame), wired);
  const copy = graph().frames?.find(({ id }) => !known.has(id));
  if (copy === undefined) return;
  viewStore.getState().selectFrame(copy.id);
  focusFrame(copy.id);
}

/** Goes to the frame around a node; from a frame, or from outside any, to the next one. */
export function goToFrame(node: NodeId | undefined): void {
  const { frames = [] } = graph();
  const { selectedFrame } = viewStore.getState();
  const own = node === undefined ? undefined : nodeById(graph(), node)?.frame;
  const here = frames.findIndex(({ id }) => id === selectedFrame);
  const next = frames.find(({ id }) => id === own) ?? frames[(here + 1) % Math.max(1, frames.length)];
  if (next === undefined) return announce(`There are no frames yet. ${keyTextOf('frame')} makes one.`, 'info');
  viewStore.getState().selectFrame(next.id);
  focusFrame(next.id);
}

export function renameFrame(frame: FrameId): void {
  viewStore.getState().selectFrame(frame);
  typeTitle(frame);
}
