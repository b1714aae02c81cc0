/**
 * Search for a node to add. From the loose end of a wire it lists only what fits there, the best guess first, and
 * wires it; at a place it adds there; otherwise on the selected wire, which lists only what fits there, or behind the
 * selected node.
 */
import { useMemo } from 'react';
import { ownCatalog } from '../../stores/own-catalog.ts';
import type { Offer } from '../../../compiler/offers.ts';
import { edgeById } from '../../../graph/queries.ts';
import { endpoint, type EdgeId } from '../../../graph/types.ts';
import { wireKindIn } from '../../../compiler/kind-at.ts';
import { documentStore } from '../../stores/document.ts';
import { openPopUp, type LooseEnd, type PopUp } from '../canvas-store.ts';
import { bestPort } from '../connecting/connecting-store.ts';
import { portsBetween } from '../insert.ts';
import { addAt, build, selectedWire } from '../inserting.ts';
import { closePopUp, focusNode, homeCard } from '../view/focus.ts';
import { CARD_WIDTH, placePorts } from '../view/card-sizes.ts';
import type { Point } from '../wires/wire-path.ts';
import { entryOf } from './offer-entry.ts';
import { offersAt } from './offers-at.ts';
import { Picker } from './picker.tsx';
import { rememberUse } from './recent-choices.ts';

export function AddSearch({ popUp: { screen, at, from } }: { readonly popUp: Extract<PopUp, { type: 'add' }> }) {
  const wire = at === undefined && from === undefined ? selectedWire() : undefined;
  const offers = useMemo(() => (wire === undefined ? offersAt(from) : offersOn(wire)), [from, wire]);
  const entries = useMemo(() => offers.map(entryOf), [offers]);
  const pick = (id: string) => {
    const offer = offers.find((each) => each.id === id);
    openPopUp(undefined);
    if (offer === undefined) return;
    rememberUse(id);
    const { definition, params } = offer;
    if (at === undefined) build(definition.type, params);
    else addAt(definition.type, upperLeft(definition.type, at, from), from, params);
    focusNode(homeCard());
  };
  return (
    <Picker
      title={titleOf(from, wire)}
      placeholder="Search nodes"
      empty={from === undefined && wire === undefined ? 'No node type matches.' : 'No node type that fits matches.'}
      entries={entries}
      screen={screen}
      onPick={pick}
      onClose={closePopUp}
    />
  );
}

function titleOf(from: LooseEnd | undefined, wire: EdgeId | undefined): string {
  if (wire !== undefined) return `Put a node on ${wire.replace('->', ' → ')}`;
  return from === undefined ? 'Add a node' : `Add a node that fits ${from.node}.${from.port}`;
}

/** What fits between the ends of a wire, in the order in which it would be put behind its beginning. */
function offersOn(wire: EdgeId): readonly Offer[] {
  const { document } = documentStore.getState();
  const edge = edgeById(document, wire);
  if (edge === undefined) return offersAt(undefined);
  const kind = wireKindIn(document, ownCatalog(document), edge);
  return offersAt({ ...endpoint(edge.from), direction: 'output', kind }).filter(
    ({ definition }) => portsBetween(document, ownCatalog(document), wire, definition) !== undefined,
  );
}

/** Places the card so that the port to be wired is where the wire was dropped. */
function upperLeft(type: string, at: Point, from: LooseEnd | undefined): Point {
  const definition = ownCatalog(documentStore.getState().document).get(type);
  const fitting = from === undefined ? undefined : bestPort(from, type);
  const port = placePorts(definition).find((each) => each.spec === fitting);
  if (port === undefined) return { x: at.x - CARD_WIDTH / 2, y: at.y - 20 };
  if (port.side === 'left') return { x: at.x, y: at.y - port.offset };
  if (port.side === 'right') return { x: at.x - CARD_WIDTH, y: at.y - port.offset };
  return { x: at.x - port.offset, y: port.side === 'top' ? at.y : at.y - 100 };
}
