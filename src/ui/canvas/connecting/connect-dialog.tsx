/*
 * Wiring by keyboard: first which port, if there is a choice, then to where: to a port that would accept the
 * wire, or to a new node that has one. A node without outputs is wired from its inputs.
 */
import { useMemo, useState } from 'react';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { isOpen, type PortSpec } from '../../../catalog/ports.ts';
import type { Offer } from '../../../compiler/offers.ts';
import { nodeById } from '../../../graph/queries.ts';
import { endpoint, portRef, type EdgeId } from '../../../graph/types.ts';
import { useDocument } from '../../stores/document.ts';
import { canvasStore, type PopUp } from '../canvas-store.ts';
import { addAt } from '../inserting.ts';
import { moveWire, showBroken } from './connect-events.ts';
import { connectPorts, looseEnd, ordered, possibleEnds } from './connecting-store.ts';
import { closePopUp, goBack } from '../view/focus.ts';
import { entryOf } from '../pop-ups/offer-entry.ts';
import { offersAt } from '../pop-ups/offers-at.ts';
import { Picker } from '../pop-ups/picker.tsx';
import { whyNone } from './why-none.ts';
import { rememberUse } from '../pop-ups/recent-choices.ts';

/** How far from its neighbour a new node stands. */
const BESIDE = 240;

/** A new node as the wire's other end, behind all that are there. */
const asNewId = (id: string): string => `new ${id}`;
const asNew = (offer: Offer) => {
  const entry = entryOf(offer);
  return { ...entry, id: asNewId(offer.id), note: `new ${entry.note}` };
};

/** The port that there is no choice about: the only one, or where a wire that is moved begins. */
const firstPort = (moves: EdgeId | undefined, ports: readonly PortSpec[]): string | undefined =>
  moves === undefined ? (ports.length === 1 ? ports[0]?.name : undefined) : beginningOf(moves).port;

const beginningOf = (edge: EdgeId) => endpoint(edge.slice(0, edge.indexOf('->')));

function titleOf(end: string, direction: 'input' | 'output', moves: EdgeId | undefined): string {
  if (moves !== undefined) return `Lead the wire from ${moves.replace('->', ' to ')} to…`;
  return direction === 'output' ? `Connect ${end} to…` : `Connect … to ${end}`;
}

export function ConnectDialog({
  popUp: { node, screen, moves },
}: {
  readonly popUp: Extract<PopUp, { type: 'connect' }>;
}) {
  const document = useDocument((state) => state.document);
  const own = nodeById(document, node);
  const definition = ownCatalog(document).get(own?.type ?? '');
  const direction = (definition?.outputs.length ?? 0) > 0 ? 'output' : 'input';
  const all: readonly PortSpec[] = (direction === 'output' ? definition?.outputs : definition?.inputs) ?? [];
  const ports = all.filter((port) => isOpen(port, own?.params));
  const [chosen, setChosen] = useState(firstPort(moves, ports));
  const loose = useMemo(
    () => (chosen === undefined ? undefined : looseEnd(document, node, chosen, direction)),
    [document, node, chosen, direction],
  );

  const offers = useMemo(() => (loose === undefined || moves !== undefined ? [] : offersAt(loose)), [loose, moves]);

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
      title={titleOf(end, direction, moves)}
      placeholder="Search ports"
      empty={(query) => whyNone(document, ownCatalog(document), loose, query)}
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
          const { comeBack } = canvasStore.getState();
          if (moves === undefined) connectPorts(from, to);
          else moveWire(moves, { from, to });
          closePopUp();
          showBroken(screen, () => goBack(comeBack));
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
