/** Search for a node to add. From the loose end of a wire it lists only what fits there, and wires it. */
import { useMemo } from 'react';
import type { NodeDefinition } from '../../../catalog/define/index.ts';
import { catalog } from '../../../catalog/index.ts';
import { compatiblePorts } from '../../../compiler/can-connect.ts';
import { addNode } from '../node-actions.ts';
import { openPopUp, type LooseEnd, type PopUp } from '../canvas-store.ts';
import { bestPort } from '../connecting/connecting-store.ts';
import { closePopUp, focusNode, homeCard } from '../view/focus.ts';
import { CARD_WIDTH, placePorts } from '../view/layout.ts';
import { Picker } from './picker.tsx';
import type { Point } from '../wires/wire-path.ts';

export function AddSearch({ popUp: { screen, at, from } }: { readonly popUp: Extract<PopUp, { type: 'add' }> }) {
  const entries = useMemo(
    () =>
      fittingTypes(from).map((definition) => ({
        id: definition.type,
        label: definition.type,
        note: definition.category,
        kind: definition.outputs[0]?.kind ?? definition.inputs[0]?.kind ?? ('callback' as const),
        keywords: [definition.summary, ...(definition.keywords ?? [])].join(' '),
      })),
    [from],
  );
  return (
    <Picker
      title={from === undefined ? 'Add a node' : `Add a node that fits ${from.node}.${from.port}`}
      placeholder="Search nodes"
      empty={from === undefined ? 'No node type matches.' : 'No node type that fits matches.'}
      entries={entries}
      screen={screen}
      onPick={(type) => {
        openPopUp(undefined);
        addNode(type, upperLeft(type, at, from), from);
        focusNode(homeCard());
      }}
      onClose={closePopUp}
    />
  );
}

/** All types, or those with a port for the loose end. */
const fittingTypes = (from: LooseEnd | undefined): readonly NodeDefinition[] =>
  from === undefined
    ? catalog.all
    : compatiblePorts(catalog, from.kind, from.direction).flatMap(({ type }) => catalog.get(type) ?? []);

/** Places the card so that the port to be wired is where the wire was dropped. */
function upperLeft(type: string, at: Point, from: LooseEnd | undefined): Point {
  const definition = catalog.get(type);
  const fitting = from === undefined ? undefined : bestPort(from, type);
  const port = placePorts(definition).find((each) => each.spec === fitting);
  if (port === undefined) return { x: at.x - CARD_WIDTH / 2, y: at.y - 20 };
  if (port.side === 'left') return { x: at.x, y: at.y - port.offset };
  if (port.side === 'right') return { x: at.x - CARD_WIDTH, y: at.y - port.offset };
  return { x: at.x - port.offset, y: port.side === 'top' ? at.y : at.y - 100 };
}
