/** Commands about frames. Which frame a node stands in is written at the node, so that a frame is only its title. */
import { ok } from '../../base/result.ts';
import { shorten } from '../../base/text.ts';
import { MAX_FRAMES, MAX_TEXT } from '../limits.ts';
import type { Editable } from '../patches.ts';
import { frameById, nodeById, nodeIndex, nodesIn } from '../queries.ts';
import type { FrameId, GraphDocument, GraphFrame, GraphNode, NodeId } from '../types.ts';
import { isUsableId } from '../unique-id.ts';
import type { CommandError, CommandOf, Planned } from './plan.ts';
import { nodesInWords, refuse, typesInWords, unknownNode } from './plan.ts';
import { sameJson, unsavable } from './savable.ts';

export function planAddFrame(document: GraphDocument, { frame, nodes: ids }: CommandOf<'addFrame'>): Planned {
  if (!isUsableId(frame.id)) return refuse(`${JSON.stringify(frame.id)} is no id for a frame.`, 'Start with a letter.');
  if (frameById(document, frame.id) !== undefined)
    return refuse(`There is already a frame "${frame.id}".`, 'Use another id.');
  if ((document.frames?.length ?? 0) >= MAX_FRAMES)
    return refuse(`A graph holds at most ${MAX_FRAMES} frames.`, 'Dissolve some of them first.');
  const nodes = existing(document, ids);
  if (!Array.isArray(nodes)) return nodes;
  const wrong = wrongIn(frame);
  if (wrong !== undefined) return wrong;
  return ok({
    label: nodes.length === 0 ? 'Add a frame' : `Frame ${typesInWords(nodes)}`,
    edit(draft) {
      settle(document, draft, nodes, frame.id);
      draft.frames = [...(document.frames ?? []), nodes.length === 0 ? frame : placeless(frame)];
    },
  });
}

export function planSetFrame(document: GraphDocument, { frame: id, fields }: CommandOf<'setFrame'>): Planned {
  const frame = frameById(document, id);
  if (frame === undefined) return unknownFrame(id);
  const label = `${VERBS.find(([key]) => Object.hasOwn(fields, key))?.[1] ?? 'Change'} frame ${shorten(frame.title)}`;
  const merged = Object.entries({ ...frame, ...fields }).filter(([, value]) => value !== undefined);
  const changed: GraphFrame = { ...Object.fromEntries(merged), id, title: fields.title ?? frame.title };
  if (sameJson(frame, changed)) return ok({ label });
  const wrong = wrongIn(changed);
  if (wrong !== undefined) return wrong;
  return ok({
    label,
    edit(draft) {
      draft.frames = document.frames?.map((each) => (each === frame ? changed : each)) ?? [];
    },
  });
}

const VERBS = [
  ['title', 'Rename'],
  ['colour', 'Colour'],
  ['position', 'Move'],
  ['size', 'Resize'],
] as const;

export function planRemoveFrame(document: GraphDocument, { frame: id }: CommandOf<'removeFrame'>): Planned {
  const frame = frameById(document, id);
  if (frame === undefined) return unknownFrame(id);
  return ok({
    label: `Dissolve frame ${shorten(frame.title)}`,
    edit(draft) {
      settle(document, draft, nodesIn(document, id), undefined);
      dropFrames(document, draft, new Set([id]));
    },
  });
}

export function planPutInFrame(document: GraphDocument, { nodes: ids, frame: id }: CommandOf<'putInFrame'>): Planned {
  const frame = frameById(document, id);
  if (id !== undefined && frame === undefined) return unknownFrame(id);
  const nodes = existing(document, ids);
  if (!Array.isArray(nodes)) return nodes;
  const moved = nodes.filter((node) => node.frame !== id);
  const words = nodesInWords(document, moved.length > 0 ? moved.map((node) => node.id) : ids);
  const label =
    frame === undefined
      ? `Take ${words} out of ${moved.length === 1 ? 'its' : 'their'} frame`
      : `Put ${words} in ${shorten(frame.title)}`;
  if (moved.length === 0) return ok({ label });
  return ok({
    label,
    edit(draft) {
      settle(document, draft, moved, id);
      if (frame?.position !== undefined || frame?.size !== undefined)
        draft.frames = document.frames?.map((each) => (each === frame ? placeless(frame) : each)) ?? [];
    },
  });
}

/** Around nodes a frame lies where they do. */
function placeless(frame: GraphFrame): GraphFrame {
  const { position: _position, size: _size, ...rest } = frame;
  return rest;
}

/**
 * The frames whose last node has gone and that have no place of their own: they go as well. Nothing where nodes
 * were only put elsewhere for a moment, which is why it is asked when a whole step is done.
 */
export function emptied(before: GraphDocument, after: GraphDocument): ReadonlySet<FrameId> {
  if (before.frames === undefined || before.nodes === after.nodes) return new Set();
  const gone = (after.frames ?? []).filter(
    ({ id, position }) => position === undefined && nodesIn(before, id).length > 0 && nodesIn(after, id).length === 0,
  );
  return new Set(gone.map(({ id }) => id));
}

/** Leaves out some frames; without any, the document has no list of them. */
export function dropFrames(document: GraphDocument, draft: Editable, gone: ReadonlySet<FrameId>): void {
  const kept = (document.frames ?? []).filter(({ id }) => !gone.has(id));
  if (kept.length === 0) delete draft.frames;
  else draft.frames = kept;
}

function settle(
  document: GraphDocument,
  draft: Editable,
  nodes: readonly GraphNode[],
  frame: FrameId | undefined,
): void {
  for (const node of nodes) {
    const { frame: _, ...rest } = node;
    draft.nodes[nodeIndex(document, node.id)] = frame === undefined ? rest : { ...rest, frame };
  }
}

type Refused = { ok: false; error: CommandError };

function existing(document: GraphDocument, ids: readonly NodeId[]): GraphNode[] | Refused {
  const nodes: GraphNode[] = [];
  for (const id of new Set(ids)) {
    const node = nodeById(document, id);
    if (node === undefined) return unknownNode(id);
    nodes.push(node);
  }
  return nodes;
}

function wrongIn(frame: GraphFrame): Refused | undefined {
  const { title, position = [0, 0], size = [1, 1] } = frame;
  if (title.length > MAX_TEXT) return refuse('The title of the frame is too long.', 'Shorten it.');
  if (![...position, ...size].every(Number.isFinite) || size.some((side) => side <= 0))
    return refuse(`The frame cannot lie at [${position.join(', ')}] with the size [${size.join(', ')}].`, 'Try again.');
  const problem = unsavable(frame, 2);
  return problem === undefined ? undefined : refuse(`The frame ${problem}.`, 'Correct the value and try again.');
}

const unknownFrame = (id: FrameId): Refused =>
  refuse(`There is no frame "${shorten(id)}" in this graph.`, 'It may have been dissolved. Choose another frame.');
