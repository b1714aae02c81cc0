/** A frame goes with all that stands in it. */
import { plural } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import { frameById, nodesIn } from '../queries.ts';
import type { FrameId, GraphDocument } from '../types.ts';
import type { CommandOf } from './plan.ts';

/** The frame with all that is in it, as one step. */
export function removeFrameWhole(document: GraphDocument, id: FrameId): CommandOf<'batch'> {
  const nodes = nodesIn(document, id).map((node) => node.id);
  const title = shorten(frameById(document, id)?.title ?? id);
  const frame = [{ type: 'removeFrame', frame: id } as const];
  const both = [{ type: 'remove', nodes } as const];
  return {
    type: 'batch',
    label: nodes.length === 0 ? `Remove frame ${title}` : `Remove frame ${title} with ${plural(nodes.length, 'node')}`,
    // With its last node a frame goes by itself.
    commands: nodes.length === 0 ? frame : both,
  };
}
