/** What the inspector shows, after what is selected. */
import { useDeferredValue } from 'react';
import { edgeById, frameById, nodeById } from '../../graph/queries.ts';
import type { NodeId } from '../../graph/types.ts';
import { useDocument } from '../stores/document.ts';
import { OfProgram } from '../stores/of-program.tsx';
import { useNodeProgram } from '../stores/own-program.ts';
import type { ViewState } from '../stores/types.ts';
import { useView } from '../stores/view-state.ts';
import { DocumentPanel } from './document-panel.tsx';
import { FramePanel } from './frame-panel.tsx';
import { NodePanel } from './node/node-panel.tsx';
import { SeveralPanel } from './several-panel.tsx';
import { WirePanel } from './wire/wire-panel.tsx';

export function Selected() {
  const document = useDocument((state) => state.document);
  const selectedNodes = useShown((state) => state.selectedNodes);
  const selectedEdges = useShown((state) => state.selectedEdges);
  const selectedFrame = useShown((state) => state.selectedFrame);
  // What was selected may be gone by undo.
  const nodes = selectedNodes.filter((id) => nodeById(document, id) !== undefined);
  const edges = selectedEdges.filter((id) => edgeById(document, id) !== undefined);
  const [node] = nodes;
  const [edge] = edges;
  const frame = frameById(document, selectedFrame);
  if (frame !== undefined) return <FramePanel key={frame.id} frame={frame} />;
  if (nodes.length + edges.length > 1) return <SeveralPanel nodes={nodes} edges={edges} />;
  if (node !== undefined) return <OfNode key={node} id={node} />;
  if (edge !== undefined) return <WirePanel key={edge} id={edge} />;
  return <DocumentPanel />;
}

/** Its figures are those of the run that it belongs to. */
const OfNode = ({ id }: { readonly id: NodeId }) => (
  <OfProgram program={useNodeProgram(id)}>
    <NodePanel id={id} />
  </OfProgram>
);

/** From here on a click takes long enough on the canvas alone. */
const MANY_NODES = 200;

/** In a large graph a click shows on the canvas first, and the fields of the node follow when they are made. */
function useShown<T>(selector: (state: ViewState) => T): T {
  const now = useView(selector);
  const later = useDeferredValue(now);
  return useDocument((state) => state.document.nodes.length > MANY_NODES) ? later : now;
}
