/** The right panel: the document, a node, a wire, or several of them, after what is selected. */
import type { KeyboardEvent } from 'react';
import { focusCanvas } from '../canvas-api.ts';
import { nodesById, wiresOf } from '../pictures/facts.ts';
import { useDocument } from '../stores/document.ts';
import { useView } from '../stores/view.ts';
import { DocumentPanel } from './document-panel.tsx';
import styles from './inspector.module.css';
import { NodePanel } from './node/node-panel.tsx';
import { SeveralPanel } from './several-panel.tsx';
import { WirePanel } from './wire/wire-panel.tsx';

export function Inspector() {
  return (
    // Keys of the fields inside bubble up to here; the panel itself takes no focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside className={styles.panel} aria-label="Inspector" onKeyDown={leaveOnEscape}>
      <Selected />
    </aside>
  );
}

/** Escape leads back to the selected node, unless it closes an open list or is used by a field itself. */
function leaveOnEscape(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  if (event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true') return;
  focusCanvas();
}

function Selected() {
  const selectedNodes = useView((state) => state.selectedNodes);
  const selectedEdges = useView((state) => state.selectedEdges);
  const document = useDocument((state) => state.document);
  // What was selected may be gone by undo.
  const nodes = selectedNodes.filter((id) => nodesById(document).has(id));
  const edges = selectedEdges.filter((id) => wiresOf(document).byId.has(id));
  const [node] = nodes;
  const [edge] = edges;
  if (nodes.length + edges.length > 1) return <SeveralPanel nodes={nodes} edges={edges} />;
  if (node !== undefined) return <NodePanel key={node} id={node} />;
  if (edge !== undefined) return <WirePanel key={edge} id={edge} />;
  return <DocumentPanel />;
}
