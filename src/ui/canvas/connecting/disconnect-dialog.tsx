/** Taking a wire off a node by keyboard. */
import { ownCatalog } from '../../stores/own-catalog.ts';
import { edgesFrom, edgesInto } from '../../../graph/queries.ts';
import { edgeId } from '../../../graph/types.ts';
import { useDocument } from '../../stores/document.ts';
import { disconnect } from '../node-actions.ts';
import type { PopUp } from '../canvas-store.ts';
import { closePopUp } from '../view/focus.ts';
import { Picker } from '../pop-ups/picker.tsx';
import { kindOf } from '../cards/port-kinds.ts';

export function DisconnectDialog({
  popUp: { node, screen },
}: {
  readonly popUp: Extract<PopUp, { type: 'disconnect' }>;
}) {
  const document = useDocument((state) => state.document);
  const edges = [...edgesInto(document, node), ...edgesFrom(document, node)];
  return (
    <Picker
      title={`Remove which wire of ${node}?`}
      placeholder="Search wires"
      empty="This node has no wires."
      entries={edges.map((edge) => ({
        id: edgeId(edge),
        label: `${edge.from} → ${edge.to}`,
        kind: kindOf(edge, document, ownCatalog(document)),
      }))}
      screen={screen}
      onPick={(edge) => {
        disconnect([edge]);
        closePopUp();
      }}
      onClose={closePopUp}
    />
  );
}
