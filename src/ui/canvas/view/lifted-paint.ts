/* Where the wires of dragged cards run, and painting them as they look when they are elements of the page. */
import { portSide, type PortKind } from '../../../catalog/ports.ts';
import type { NodeId } from '../../../graph/types.ts';
import { canvasStore } from '../canvas-store.ts';
import { wirePath, type Point, type WireEnds } from '../wires/wire-path.ts';
import { wireWidth } from '../wires/wire.tsx';
import type { Area } from './crowd.ts';
import { portAt } from './port-at.ts';
import type { Colours } from './sketch-paint.ts';
import type { CardNode, WireEdge } from './to-react-flow.ts';

/** How far a wire reaches beyond its ends, its lane and its bends, in document coordinates. */
const BEYOND = 150;

export interface PlacedWire {
  readonly wire: WireEdge;
  readonly kind: PortKind;
  readonly ends: WireEnds;
}

/** Each with its ends where the cards are now. */
export function placedWires(wires: readonly WireEdge[], all: readonly CardNode[]): readonly PlacedWire[] {
  const ids = new Set<NodeId>(wires.flatMap(({ source, target }) => [source, target]));
  const cards = new Map(all.flatMap((card) => (ids.has(card.id) ? [[card.id, card]] : [])));
  return wires.flatMap((wire) => {
    const [from, to] = [cards.get(wire.source), cards.get(wire.target)];
    if (from === undefined || to === undefined) return [];
    const kind = wire.data?.kind ?? 'tensor';
    const source = portAt(from, 'source', wire.sourceHandle);
    const target = portAt(to, 'target', wire.targetHandle);
    return [{ wire, kind, ends: { source, target, upright: portSide('output', kind) === 'top' } }];
  });
}

/** Where these wires can be. */
export function areaAround(wires: readonly PlacedWire[]): Area {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  const take = ({ x, y }: Point) => {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  };
  for (const { ends, wire } of wires) {
    take(ends.source);
    take(ends.target);
    const { lane, via = [] } = wire.data ?? {};
    if (lane !== undefined) take({ x: ends.source.x, y: lane });
    for (const [x, y] of via) take({ x, y });
  }
  return {
    x: left - BEYOND,
    y: top - BEYOND,
    width: right - left + 2 * BEYOND,
    height: bottom - top + 2 * BEYOND,
  };
}

/** @param context placed so that document coordinates are drawn where they are seen. */
export function paintLifted(context: CanvasRenderingContext2D, wires: readonly PlacedWire[], colours: Colours): void {
  const { detail, counter } = canvasStore.getState();
  // The style sheet of a wire has the same: from far away a scaled width would vanish.
  const share = detail === 'far' ? 0.55 * Math.min(counter, 6) : 1;
  context.lineCap = 'round';
  for (const { kind, ends, wire } of wires) {
    context.strokeStyle = colours(`--kind-${kind}`);
    context.lineWidth = (wireWidth(kind) + (wire.selected === true ? 1 : 0)) * share;
    context.stroke(new Path2D(wirePath(ends, wire.data?.lane, wire.data?.via).d));
  }
}
