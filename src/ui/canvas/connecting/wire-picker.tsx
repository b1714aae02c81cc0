/** The wires of a node, or of all that are selected with it, to choose from by keyboard. */
import { plural } from '../../../base/format.ts';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { edgesFrom, edgesInto } from '../../../graph/queries.ts';
import { edgeId, type EdgeId, type GraphDocument, type NodeId } from '../../../graph/types.ts';
import { useDocument } from '../../stores/document.ts';
import { useView } from '../../stores/view-state.ts';
import { wireKindIn } from '../../../compiler/kind-at.ts';
import { Picker } from '../pop-ups/picker.tsx';
import { closePopUp } from '../view/focus.ts';
import type { Point } from '../wires/wire-path.ts';

interface Props {
  readonly node: NodeId;
  /** What is asked, before the nodes' names: `Remove which wire`. */
  readonly ask: string;
  readonly screen: Point;
  /** Closes the picker, or opens something in its place. */
  readonly onPick: (edge: EdgeId) => void;
  /** Where several wires can be taken together: what is done with so many, and doing it. */
  readonly many?: { readonly act: (count: number) => string; readonly onPick: (edges: readonly EdgeId[]) => void };
}

export function WirePicker({ node, ask, screen, onPick, many }: Props) {
  const document = useDocument((state) => state.document);
  const selected = useView((state) => state.selectedNodes);
  const nodes = many !== undefined && selected.includes(node) ? selected : [node];
  const whose = nodes.length === 1 ? node : plural(nodes.length, 'node');
  return (
    <Picker
      title={`${ask} of ${whose}?`}
      placeholder="Search wires"
      empty={(query) =>
        query === ''
          ? `${nodes.length === 1 ? 'This node has' : 'These nodes have'} no wires.`
          : 'No wire is called so.'
      }
      entries={wiresOf(document, nodes).map((edge) => ({
        id: edgeId(edge),
        label: `${edge.from} → ${edge.to}`,
        kind: wireKindIn(document, ownCatalog(document), edge),
      }))}
      screen={screen}
      onPick={onPick}
      onClose={closePopUp}
      {...(many === undefined ? {} : { many })}
    />
  );
}

/** The wires that lead to these nodes or away from them, each once. */
function wiresOf(document: GraphDocument, nodes: readonly NodeId[]) {
  const all = nodes.flatMap((node) => [...edgesInto(document, node), ...edgesFrom(document, node)]);
  return [...new Map(all.map((edge) => [edgeId(edge), edge])).values()];
}
