/** The wires of a node to choose one from, by keyboard. */
import { ownCatalog } from '../../stores/own-catalog.ts';
import { edgesFrom, edgesInto } from '../../../graph/queries.ts';
import { edgeId, type EdgeId, type NodeId } from '../../../graph/types.ts';
import { useDocument } from '../../stores/document.ts';
import { kindOf } from '../cards/port-kinds.ts';
import { Picker } from '../pop-ups/picker.tsx';
import { closePopUp } from '../view/focus.ts';
import type { Point } from '../wires/wire-path.ts';

interface Props {
  readonly node: NodeId;
  readonly title: string;
  readonly screen: Point;
  /** Closes the picker, or opens something in its place. */
  readonly onPick: (edge: EdgeId) => void;
}

export function WirePicker({ node, title, screen, onPick }: Props) {
  const document = useDocument((state) => state.document);
  const edges = [...edgesInto(document, node), ...edgesFrom(document, node)];
  return (
    <Picker
      title={title}
      placeholder="Search wires"
      empty="This node has no wires."
      entries={edges.map((edge) => ({
        id: edgeId(edge),
        label: `${edge.from} → ${edge.to}`,
        kind: kindOf(edge, document, ownCatalog(document)),
      }))}
      screen={screen}
      onPick={onPick}
      onClose={closePopUp}
    />
  );
}
