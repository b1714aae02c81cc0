/* Where a port is, in document coordinates. */
import type { Point } from '../wires/wire-path.ts';
import { CARD_HEIGHT, CARD_WIDTH, HIT } from './card-sizes.ts';
import type { CardNode } from './to-react-flow.ts';

/** The middle of a port, or of the card where it has none of this name. */
export function portAt(
  { position, handles }: CardNode,
  type: 'source' | 'target',
  id: string | null | undefined,
): Point {
  const handle = handles?.find((each) => each.type === type && each.id === id);
  return handle === undefined
    ? { x: position.x + CARD_WIDTH / 2, y: position.y + CARD_HEIGHT / 2 }
    : { x: position.x + handle.x + HIT / 2, y: position.y + handle.y + HIT / 2 };
}
