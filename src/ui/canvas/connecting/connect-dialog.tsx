/*
 * Wiring by keyboard: first which port, if there is a choice, then to where. Only ports that would accept
 * the wire are listed. A node without outputs is wired from its inputs.
 */
import { useMemo, useState } from 'react';
import { catalog } from '../../../catalog/index.ts';
import { isOpen, type PortSpec } from '../../../catalog/ports.ts';
import { nodeById } from '../../../graph/queries.ts';
import { portRef } from '../../../graph/types.ts';
import { useDocument } from '../../stores/document.ts';
import type { PopUp } from '../canvas-store.ts';
import { connectPorts, looseEnd, ordered, possibleEnds } from './connecting-store.ts';
import { closePopUp } from '../view/focus.ts';
import { Picker } from '../pop-ups/picker.tsx';

export function ConnectDialog({ popUp: { node, screen } }: { readonly popUp: Extract<PopUp, { type: 'connect' }> }) {
  const document = useDocument((state) => state.document);
  const own = nodeById(document, node);
  const definition = catalog.get(own?.type ?? '');
  const direction = (definition?.outputs.length ?? 0) > 0 ? 'output' : 'input';
  const all: readonly PortSpec[] = (direction === 'output' ? definition?.outputs : definition?.inputs) ?? [];
  const ports = all.filter((port) => isOpen(port, own?.params));
  const [chosen, setChosen] = useState(ports.length === 1 ? ports[0]?.name : undefined);
  const loose = useMemo(
    () => (chosen === undefined ? undefined : looseEnd(document, node, chosen, direction)),
    [document, node, chosen, direction],
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
      empty="No port of another node accepts this wire. Add a node first."
      entries={possibleEnds(document, loose).map(({ node: other, port, replaces }) => ({
        id: portRef(other.id, port.name),
        label: portRef(other.id, port.name),
        note: replaces ? 'replaces a wire' : other.type,
        kind: port.kind,
        keywords: `${other.label ?? ''} ${other.type}`,
      }))}
      screen={screen}
      onPick={(other) => {
        const { from, to } = ordered(loose, other);
        connectPorts(from, to);
        closePopUp();
      }}
      onClose={closePopUp}
    />
  );
}
