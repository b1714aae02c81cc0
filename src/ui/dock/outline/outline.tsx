/*
 * The graph as a tree that can be read and changed without seeing the canvas. It is one stop for Tab; the row one
 * is on is selected and brought into sight on the canvas, and a node that is selected there is the row one is on.
 */
import { useEffect, useMemo, useRef, type FocusEvent } from 'react';
import { useDocument } from '../../stores/document.ts';
import { useView } from '../../stores/view-state.ts';
import { FrameRow } from './outline-frame-row.tsx';
import { rowOf } from './outline-order.ts';
import { Row, type RowProps } from './outline-row.tsx';
import { focusCurrent, openRows, rowsOf, treeElement, useOutline } from './outline-store.ts';
import styles from './outline.module.css';

export function Outline() {
  const document = useDocument((state) => state.document);
  const selected = useView(({ selectedNodes, selectedFrame }) =>
    selectedFrame === undefined ? selectedNodes.at(-1) : rowOf(selectedFrame),
  );
  const closed = useOutline((state) => state.closed);
  const at = useOutline((state) => state.at);
  const rows = useMemo(() => openRows(rowsOf(document), closed), [document, closed]);
  const shown = (id: string | undefined) => rows.some((row) => row.id === id);
  const current = shown(selected) ? selected : shown(at) ? at : rows[0]?.id;

  // What is selected elsewhere is scrolled to; while the focus is in here it goes along.
  useEffect(() => {
    const tree = treeElement();
    if (current === undefined || tree === null) return;
    if (tree.contains(window.document.activeElement)) focusCurrent();
    else tree.querySelector(`[data-row="${CSS.escape(current)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  // A row that comes to stand elsewhere loses the focus on the way; nobody else has it then, and it is given back.
  const within = useRef(false);
  const leave = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null) within.current = false;
  };
  useEffect(() => {
    if (within.current && window.document.activeElement === window.document.body) focusCurrent();
  });

  if (rows.length === 0) return <p className={styles.empty}>The graph is empty. Press / to add a node.</p>;
  return (
    <div
      className={styles.tree}
      role="tree"
      aria-label={`Outline of ${document.name}`}
      data-outline
      onFocus={() => (within.current = true)}
      onBlur={leave}
    >
      {rows.map((row) => (
        <OneRow key={row.id} row={row} current={row.id === current} open={!closed.has(row.id)} />
      ))}
    </div>
  );
}

const OneRow = (props: RowProps) => (props.row.frame === undefined ? <Row {...props} /> : <FrameRow {...props} />);
