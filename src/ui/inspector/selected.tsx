/** What the inspector shows, after what is selected. */
import { useDeferredValue } from 'react';
import { edgeById, frameById, nodeById } from '../../graph/queries.ts';
import { useDocument } from '../stores/document.ts';
import { useView } from '../stores/view.ts';
import { DocumentPanel } from './document-panel.tsx';
import { FramePanel } from './frame-panel.tsx';
import { NodePanel } from './node/node-panel.tsx';
import { SeveralPanel } from './several-panel.tsx';
import { WirePanel } from './wire/wire-panel.tsx';

export function Selected() {
  // A click shows on the canvas first: making the fields of another node takes longer than a frame.
  const selectedNodes = useDeferredValue(useView((state) => state.selectedNodes));
  const selectedEdges = useDeferredValue(useView((state) => state.selectedEdges));
  const selectedFrame = useDeferredValue(useView((state) => state.selectedFrame));
  const document = useDocument((state) => state.document);
  // What was selected may be gone by undo.
  const nodes = selectedNodes.filter((id) => nodeById(document, id) !== undefined);
  const edges = selectedEdges.filter((id) => edgeById(document, id) !== undefined);
  const [node] = nodes;
  const [edge] = edges;
  const frame = frameById(document, selectedFrame);
  if (frame !== undefined) return <FramePanel key={frame.id} frame={frame} />;
  if (nodes.length + edges.length > 1) return <SeveralPanel nodes={nodes} edges={edges} />;
  if (node !== undefined) return <NodePanel key={node} id={node} />;
  if (edge !== undefined) return <WirePanel key={edge} id={edge} />;
  return <DocumentPanel />;
}
