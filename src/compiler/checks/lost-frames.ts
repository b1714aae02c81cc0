/** Nodes that name a frame which the file does not have: nothing is drawn around them. */
import { shorten } from '../../base/text.ts';
import { isUsableId } from '../../graph/unique-id.ts';
import type { FrameId, GraphDocument, GraphNode } from '../../graph/types.ts';
import type { Diagnostic, Fix } from '../types.ts';

export function lostFrames({ nodes, frames = [] }: GraphDocument): readonly Diagnostic[] {
  const known = new Set(frames.map(({ id }) => id));
  const lost = new Map<FrameId, GraphNode[]>();
  for (const node of nodes) {
    const { frame } = node;
    if (frame === undefined || known.has(frame)) continue;
    lost.set(frame, [...(lost.get(frame) ?? []), node]);
  }
  return [...lost].flatMap(([frame, [first, ...others]]) => {
    if (first === undefined) return [];
    const ids = [first, ...others].map(({ id }) => id);
    const who = ids.length === 1 ? first.id : `${first.id} and ${others.length} more`;
    const add: Fix = {
      label: `Add the frame ${shorten(frame)}`,
      command: { type: 'addFrame', frame: { id: frame, title: frame }, nodes: ids },
    };
    const leave: Fix = {
      label: `Take ${who} out of it`,
      command: { type: 'putInFrame', nodes: ids, frame: undefined },
    };
    return [
      {
        severity: 'hint',
        code: 'no-frame',
        node: first.id,
        message: `${who} should stand in the frame "${shorten(frame)}", but there is no frame of that id.`,
        hint: 'Frames only say what belongs together; the graph runs all the same.',
        fixes: isUsableId(frame) ? [add, leave] : [leave],
      },
    ];
  });
}
