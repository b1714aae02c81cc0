/* Where frames lie: around their nodes, with air at the sides and a bar for the title above. */
import type { FrameId, GraphFrame, NodeId } from '../types.ts';
import { around, type Rect } from './boxes.ts';

/** Air between a frame and its nodes, and the height of its title bar. */
export const FRAME_AIR = 20;
export const FRAME_BAR = 28;
/** How large a frame is that has neither nodes nor a size. */
export const EMPTY_FRAME = { width: 320, height: 180 } as const;

export interface Member extends Rect {
  readonly id: NodeId;
  readonly frame?: FrameId | undefined;
}

/** The rectangle of every frame. */
export function frameRects(frames: readonly GraphFrame[], members: readonly Member[]): ReadonlyMap<FrameId, Rect> {
  const inside = new Map<FrameId, Member[]>(frames.map(({ id }) => [id, []]));
  for (const member of members) if (member.frame !== undefined) inside.get(member.frame)?.push(member);
  return new Map(frames.map((frame) => [frame.id, rectAround(inside.get(frame.id) ?? []) ?? emptyRect(frame)]));
}

function rectAround(members: readonly Rect[]): Rect | undefined {
  const area = around(members);
  return (
    area && {
      x: area.x - FRAME_AIR,
      y: area.y - FRAME_AIR - FRAME_BAR,
      width: area.width + 2 * FRAME_AIR,
      height: area.height + 2 * FRAME_AIR + FRAME_BAR,
    }
  );
}

const emptyRect = ({ position: [x, y] = [0, 0], size }: GraphFrame): Rect => ({
  x,
  y,
  width: size?.[0] ?? EMPTY_FRAME.width,
  height: size?.[1] ?? EMPTY_FRAME.height,
});
