/** A frame's title while it is typed where it stands. Enter keeps it, Escape leaves it as it was. */
import { useRef } from 'react';
import type { GraphFrame } from '../../../graph/types.ts';
import { useKeptOnLeaving } from '../../shell/kept-on-leaving.ts';
import { focusFrame } from './focus-frame.ts';
import { setFrame } from './frame-actions.ts';
import { framesStore } from './frames-store.ts';
import styles from './frame.module.css';

const LONGEST = 120;

export function FrameTitle({ frame: { id, title } }: { readonly frame: GraphFrame }) {
  const left = useRef(false);
  const keep = ({ value }: HTMLInputElement) => {
    const written = value.trim();
    if (!left.current && written !== title) setFrame(id, { title: written }, framesStore.getState().gesture);
  };
  const leave = () => {
    if (left.current) return;
    left.current = true;
    framesStore.setState({ typing: undefined, gesture: undefined });
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
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      {...useKeptOnLeaving<HTMLInputElement>(keep, {
        onBlur: leave,
        onKeyDown(event) {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.stopPropagation();
          event.preventDefault();
          if (event.key === 'Enter') keep(event.currentTarget);
          leave();
          focusFrame(id);
        },
      })}
    />
  );
}
