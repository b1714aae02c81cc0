/* Wires with their ends where the cards are now, also while those are dragged. */
import { portSide } from '../../../catalog/ports.ts';
import type { NodeId } from '../../../graph/types.ts';
import type { WireEnds } from '../wires/wire-path.ts';
import { portAt } from './port-at.ts';
import type { CardNode, WireEdge } from './to-react-flow.ts';

interface PlacedWire {
  readonly wire: WireEdge;
  readonly ends: WireEnds;
}

/** Each with its ends where the cards are now. */
export function placedWires(wires: readonly WireEdge[], all: readonly CardNode[]): readonly PlacedWire[] {
  const ids = new Set<NodeId>(wires.flatMap(({ source, target }) => [source, target]));
  const cards = new Map(all.flatMap((card) => (ids.has(card.id) ? [[card.id, card]] : [])));
  return wires.flatMap((wire) => {
    const [from, to] = [cards.get(wire.source), cards.get(wire.target)];
    if (from === undefined || to === undefined) return [];
    const source = portAt(from, 'source', wire.sourceHandle);
    const target = portAt(to, 'target', wire.targetHandle);
    return [{ wire, ends: { source, target, upright: portSide('output', wire.data?.kind ?? 'tensor') === 'top' } }];
  });
}
