/** A note: free text on the canvas, without ports. */
import { memo } from 'react';
import type { NodeProps } from 'reactflow';
import { shorten } from '../../../base/text.ts';
import { useNodeView } from '../../stores/node-view.ts';
import styles from './note-card.module.css';
import type { CardNode } from '../view/to-react-flow.ts';

/** Characters of a note that a card has room for. */
const LONGEST = 4000;

export const NoteCard = memo(function NoteCard({ id, selected }: NodeProps<CardNode>) {
  const view = useNodeView(id);
  if (view === undefined) return null;
  const { node, definition, params } = view;
  const text = definition?.role === 'note' ? definition.text(params) : '';
  return (
    <div className={styles.note} data-selected={selected}>
      {node.label !== undefined && <div className={styles.title}>{shorten(node.label, 120)}</div>}
      <div className={styles.text}>
        {text === '' ? 'An empty note. Write in the inspector.' : shorten(text, LONGEST)}
      </div>
    </div>
  );
});
