/**
 * Search for a node to add. From the loose end of a wire it lists only what fits there, the best guess first, and
 * wires it; at a place it adds there; otherwise behind the selected node.
 */
import { useMemo } from 'react';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { offersFor } from '../../../compiler/rank-offers.ts';
import { documentStore } from '../../stores/document.ts';
import { openPopUp, type LooseEnd, type PopUp } from '../canvas-store.ts';
import { bestPort } from '../connecting/connecting-store.ts';
import { addAt, build } from '../inserting.ts';
import { closePopUp, focusNode, homeCard } from '../view/focus.ts';
import { CARD_WIDTH, placePorts } from '../view/layout.ts';
import type { Point } from '../wires/wire-path.ts';
import { entryOf } from './offer-entry.ts';
import { Picker } from './picker.tsx';
import { readRecent, rememberUse } from './recent.ts';

export function AddSearch({ popUp: { screen, at, from } }: { readonly popUp: Extract<PopUp, { type: 'add' }> }) {
  const offers = useMemo(
    () =>
      offersFor(documentStore.getState().document, ownCatalog(documentStore.getState().document), from, readRecent()),
    [from],
  );
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
      title={from === undefined ? 'Add a node' : `Add a node that fits ${from.node}.${from.port}`}
      placeholder="Search nodes"
      empty={from === undefined ? 'No node type matches.' : 'No node type that fits matches.'}
      entries={entries}
      screen={screen}
      onPick={pick}
      onClose={closePopUp}
    />
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
