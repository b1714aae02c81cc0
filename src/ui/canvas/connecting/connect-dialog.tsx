/*
 * Wiring by keyboard: first which port, if there is a choice, then to where: to a port that would accept the
 * wire, or to a new node that has one. A node without outputs is wired from its inputs.
 */
import { useMemo, useState } from 'react';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { isOpen, type PortSpec } from '../../../catalog/ports.ts';
import type { Offer } from '../../../compiler/offers.ts';
import { offersFor } from '../../../compiler/rank-offers.ts';
import { nodeById } from '../../../graph/queries.ts';
import { portRef } from '../../../graph/types.ts';
import { useDocument } from '../../stores/document.ts';
import type { PopUp } from '../canvas-store.ts';
import { addAt } from '../inserting.ts';
import { connectPorts, looseEnd, ordered, possibleEnds } from './connecting-store.ts';
import { closePopUp } from '../view/focus.ts';
import { entryOf } from '../pop-ups/offer-entry.ts';
import { Picker } from '../pop-ups/picker.tsx';
import { readRecent, rememberUse } from '../pop-ups/recent.ts';

/** How far from its neighbour a new node stands. */
const BESIDE = 240;

/** A new node as the wire's other end, behind all that are there. */
const asNewId = (id: string): string => `new ${id}`;
const asNew = (offer: Offer) => {
  const entry = entryOf(offer);
  return { ...entry, id: asNewId(offer.id), note: `new ${entry.note}` };
};

export function ConnectDialog({ popUp: { node, screen } }: { readonly popUp: Extract<PopUp, { type: 'connect' }> }) {
  const document = useDocument((state) => state.document);
  const own = nodeById(document, node);
  const definition = ownCatalog(document).get(own?.type ?? '');
  const direction = (definition?.outputs.length ?? 0) > 0 ? 'output' : 'input';
  const all: readonly PortSpec[] = (direction === 'output' ? definition?.outputs : definition?.inputs) ?? [];
  const ports = all.filter((port) => isOpen(port, own?.params));
  const [chosen, setChosen] = useState(ports.length === 1 ? ports[0]?.name : undefined);
  const loose = useMemo(
    () => (chosen === undefined ? undefined : looseEnd(document, node, chosen, direction)),
    [document, node, chosen, direction],
  );

  const offers = useMemo(
    () => (loose === undefined ? [] : offersFor(document, ownCatalog(document), loose, readRecent())),
    [document, loose],
  );

  if (loose === undefined) {
    return (
      <Picker
        key="port"
        title={`Connect which port of ${node}?`}
        placeholder="Search ports"
        empty="This node has no ports."
        entries={ports.map((port) => ({ id: port.name, label: port.name, note: port.help, kind: port.kind }))}
        screen={screen}
        onPick={setChosen}
        onClose={closePopUp}
      />
    );
  }
  const end = portRef(loose.node, loose.port);
  return (
    <Picker
      key="end"
      title={direction === 'output' ? `Connect ${end} to…` : `Connect … to ${end}`}
      placeholder="Search ports"
      empty="No port and no node type that fits matches."
      entries={[
        ...possibleEnds(document, loose).map(({ node: other, port, replaces }) => ({
          id: portRef(other.id, port.name),
          label: portRef(other.id, port.name),
          note: replaces ? 'replaces a wire' : other.type,
          kind: port.kind,
          keywords: `${other.label ?? ''} ${other.type}`,
        })),
        ...offers.map(asNew),
      ]}
      screen={screen}
      onPick={(other) => {
        const offer = offers.find(({ id }) => asNewId(id) === other);
        if (offer === undefined) {
          const { from, to } = ordered(loose, other);
          connectPorts(from, to);
          closePopUp();
          return;
        }
        rememberUse(offer.id);
        const [x, y] = own?.position ?? [0, 0];
        addAt(offer.definition.type, { x: x + (direction === 'output' ? BESIDE : -BESIDE), y }, loose, offer.params);
        closePopUp();
      }}
      onClose={closePopUp}
    />
  );
}
