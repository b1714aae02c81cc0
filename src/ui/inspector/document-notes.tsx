/** What the notes of the graph say, readable at every zoom of the canvas: they come first in a graph that teaches. */
import { shorten } from '../../base/text.ts';
import type { GraphNode } from '../../graph/types.ts';
import { definitionOf, nodeName, paramsOf } from '../pictures/facts.ts';
import { useDocument } from '../stores/document.ts';
import { viewStore } from '../stores/view-state.ts';
import styles from './document-notes.module.css';
import { LinkButton } from './parts/link-button.tsx';
import { Section } from './parts/section.tsx';

/** Notes that are shown here, and characters of each; the rest is on the canvas. */
const MOST = 3;
const LONGEST = 1200;

export function DocumentNotes() {
  const nodes = useDocument((state) => state.document.nodes);
  const notes = nodes
    .map((node) => ({ node, text: textOf(node) }))
    .filter(({ text }) => text !== '')
    .slice(0, MOST);
  return notes.length === 0 ? null : (
    <Section title={`Note${notes.length === 1 ? '' : 's'}`}>
      {notes.map(({ node, text }) => (
        <div key={node.id} className={styles.note}>
          <p>{shorten(text, LONGEST)}</p>
          <LinkButton aria-label={`Show ${nodeName(node)} on the canvas`} onClick={() => show(node)}>
            Show on the canvas
          </LinkButton>
        </div>
      ))}
    </Section>
  );
}

const show = ({ id }: GraphNode) => viewStore.getState().revealNode(id);

function textOf(node: GraphNode): string {
  const definition = definitionOf(node);
  return definition?.role === 'note' ? definition.text(paramsOf(definition, node)) : '';
}
