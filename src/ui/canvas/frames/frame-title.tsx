/** A frame's title while it is typed where it stands. Enter keeps it, Escape leaves it as it was. */
import { useRef } from 'react';
import type { GraphFrame } from '../../../graph/types.ts';
import { focusFrame } from './focus-frame.ts';
import { setFrame } from './frame-actions.ts';
import { framesStore } from './frames-store.ts';
import styles from './frame.module.css';

const LONGEST = 120;

export function FrameTitle({ frame: { id, title } }: { readonly frame: GraphFrame }) {
  const left = useRef(false);
  const leave = (written: string | undefined) => {
    if (left.current) return;
    left.current = true;
    const { gesture } = framesStore.getState();
    framesStore.setState({ typing: undefined, gesture: undefined });
    if (written !== undefined && written !== title) setFrame(id, { title: written }, gesture);
  };
  return (
    <input
      className={`${styles.field} nodrag nopan`}
      aria-label="Title of the frame"
      defaultValue={title}
      maxLength={LONGEST}
      // It was asked for: the next key belongs here.
      ref={(field) => {
        if (field === null || field === document.activeElement) return;
        field.focus({ preventScroll: true });
        field.select();
      }}
      onBlur={(event) => leave(event.currentTarget.value.trim())}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        leave(event.key === 'Enter' ? event.currentTarget.value.trim() : undefined);
        focusFrame(id);
      }}
    />
  );
}
