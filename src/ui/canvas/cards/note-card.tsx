/** A note: free text on the canvas, without ports. */
import { memo } from 'react';
import type { NodeProps } from 'reactflow';
import { shorten } from '../../../base/text.ts';
import { catalog } from '../../../catalog/index.ts';
import { useDocument } from '../../stores/document.ts';
import styles from './note-card.module.css';
import { shownParams } from './node-words.ts';
import type { CardNode } from '../view/to-react-flow.ts';

/** Characters of a note that a card has room for. */
const LONGEST = 4000;

export const NoteCard = memo(function NoteCard({ id, data: { node }, selected }: NodeProps<CardNode>) {
  const definition = catalog.get(node.type);
  const facts = useDocument((state) => state.compilation.nodes.get(id));
  const text = definition?.role === 'note' ? definition.text(shownParams(node, definition, facts)) : '';
  return (
    <div className={styles.note} data-selected={selected}>
      {node.label !== undefined && <div className={styles.title}>{shorten(node.label, 120)}</div>}
      <div className={styles.text}>
        {text === '' ? 'An empty note. Write in the inspector.' : shorten(text, LONGEST)}
      </div>
    </div>
  );
});
