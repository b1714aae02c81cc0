/** The text of a note while it is written where it stands. Every letter is kept; all of them together are one step. */
import { useId } from 'react';
import type { NodeId } from '../../../graph/types.ts';
import { documentStore } from '../../stores/document.ts';
import { canvasStore } from '../canvas-store.ts';
import { focusNode } from '../view/focus.ts';
import styles from './note-card.module.css';

interface Props {
  readonly id: NodeId;
  /** The param that holds the text. */
  readonly param: string;
  readonly text: string;
}

export function NoteField({ id, param, text }: Props) {
  const gesture = useId();
  return (
    <textarea
      className={`${styles.field} nodrag nowheel nopan`}
      aria-label={`Text of ${id}`}
      // It was asked for: the next key belongs here.
      ref={focusField}
      value={text}
      rows={Math.min(12, Math.max(3, text.split('\n').length + 1))}
      onChange={({ currentTarget: { value } }) => {
        const params = { [param]: value === '' ? undefined : value };
        documentStore.getState().dispatch({ type: 'setParams', node: id, params }, { coalesce: `note ${gesture}` });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        event.currentTarget.blur();
        focusNode(id);
      }}
      onBlur={() => canvasStore.setState({ writing: undefined })}
    />
  );
}

const focusField = (field: HTMLTextAreaElement | null): void => field?.focus({ preventScroll: true });
