/** A note: free text on the canvas, without ports. A double click writes in it where it stands. */
import { memo } from 'react';
import type { NodeProps } from 'reactflow';
import { shorten } from '../../../base/text.ts';
import { paramMeta } from '../../../catalog/params.ts';
import { MAX_TEXT } from '../../../graph/limits.ts';
import { useNodeView, type NodeView } from '../../stores/node-view.ts';
import { canvasStore, useCanvas } from '../canvas-store.ts';
import { cardWidth } from './card-width.ts';
import { NoteField } from './note-field.tsx';
import styles from './note-card.module.css';
import type { CardNode } from '../view/to-react-flow.ts';

/** Characters of a note that a card has room for. */
const LONGEST = 4000;

export const NoteCard = memo(function NoteCard({ id, selected }: NodeProps<CardNode>) {
  const view = useNodeView(id);
  const writing = useCanvas((state) => state.writing === id);
  if (view === undefined) return null;
  const { node } = view;
  const text = textOf(view);
  const param = textParam(view);
  return (
    <div
      className={styles.note}
      style={{ width: cardWidth(view.definition, view.params) }}
      data-selected={selected}
      onDoubleClick={(event) => {
        event.stopPropagation();
        if (param !== undefined && text.length < MAX_TEXT) canvasStore.setState({ writing: id });
      }}
    >
      <Title node={node} />
      {writing && param !== undefined ? <NoteField id={id} param={param} text={text} /> : <Words text={text} />}
    </div>
  );
});

/** What a note shows while nobody writes in it: for pictures of the graph. */
export const NoteFace = ({ view }: { readonly view: NodeView }) => (
  <div className={styles.note} style={{ width: cardWidth(view.definition, view.params) }}>
    <Title node={view.node} />
    <Words text={textOf(view)} />
  </div>
);

const Title = ({ node: { label } }: Pick<NodeView, 'node'>) =>
  label === undefined ? null : <div className={styles.title}>{shorten(label, 120)}</div>;

const Words = ({ text }: { readonly text: string }) => (
  <div className={styles.text}>{text === '' ? 'An empty note. Double-click to write.' : shorten(text, LONGEST)}</div>
);

const textOf = ({ definition, params }: NodeView): string =>
  definition?.role === 'note' ? definition.text(params) : '';

/** The param that holds the note's text. */
const textParam = ({ definition }: NodeView): string | undefined =>
  Object.entries(definition?.params ?? {}).find(([, schema]) => paramMeta(schema).control === 'text')?.[0];
