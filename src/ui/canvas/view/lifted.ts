/*
 * While cards of a large graph are dragged, their wires change at every frame. As elements of the page each of them
 * would have every card under it drawn again; so they are put into a layer of their own.
 */
import type { NodeId } from '../../../graph/types.ts';
import type { Drawn } from './crowd.ts';
import type { WireEdge } from './to-react-flow.ts';

export interface WithLifted extends Drawn {
  /** Wires that are in the hand with the cards at their ends. */
  readonly lifted: readonly WireEdge[];
}

const NOTHING: readonly never[] = [];
const hidden = new WeakMap<WireEdge, WireEdge>();

/** @param cards those that are dragged; with none of them, everything is as it was. */
export function withLifted(drawn: Drawn, cards: ReadonlySet<NodeId>): WithLifted {
  if (cards.size === 0) return { ...drawn, lifted: NOTHING };
  const isLifted = ({ source, target }: WireEdge) => cards.has(source) || cards.has(target);
  const { wires, passing } = drawn;
  return {
    ...drawn,
    wires: wires.map((wire) => (isLifted(wire) ? asHidden(wire) : wire)),
    passing: passing.filter((wire) => !isLifted(wire)),
    lifted: [...wires, ...passing].filter(isLifted),
  };
}

/** The same object for the same wire: React Flow looks at a wire again when it is given another. */
function asHidden(wire: WireEdge): WireEdge {
  const known = hidden.get(wire) ?? { ...wire, hidden: true };
  hidden.set(wire, known);
  return known;
}
