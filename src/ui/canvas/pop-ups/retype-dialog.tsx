/** Another type for a node, in its place: its id, its place, its wires and the params that the new type has as well stay. */
import { useMemo } from 'react';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { offersOf } from '../../../compiler/offers.ts';
import { retyped } from '../../../compiler/retype.ts';
import { documentStore } from '../../stores/document.ts';
import { announce, viewStore } from '../../stores/view-state.ts';
import type { PopUp } from '../canvas-store.ts';
import { closePopUp } from '../view/focus.ts';
import { entryOf } from './offer-entry.ts';
import { Picker } from './picker.tsx';

export function RetypeDialog({ popUp: { node, screen } }: { readonly popUp: Extract<PopUp, { type: 'retype' }> }) {
  const { document } = documentStore.getState();
  const offers = useMemo(
    () =>
      offersOf(document, ownCatalog(document)).filter(
        (offer) => retyped(document, ownCatalog(document), node, offer) !== undefined,
      ),
    [document, node],
  );
  const pick = (id: string) => {
    const offer = offers.find((each) => each.id === id);
    const command = offer && retyped(document, ownCatalog(document), node, offer);
    if (offer !== undefined && command !== undefined && documentStore.getState().dispatch(command)) {
      viewStore.getState().select([node]);
      announce(`${node} is now ${offer.label}.`);
    }
    closePopUp();
  };
  return (
    <Picker
      title={`Change ${node} to…`}
      placeholder="Search types"
      empty="No type that could take this place matches."
      entries={offers.map(entryOf)}
      screen={screen}
      onPick={pick}
      onClose={closePopUp}
    />
  );
}
