/** The row of a frame: its title, how much stands in it, and what can be done with it. */
import { ChevronDown, ChevronRight, MoreHorizontal } from 'lucide-react';
import { memo } from 'react';
import { plural } from '../../../base/format.ts';
import { shorten } from '../../../base/text.ts';
import { frameById, nodesIn } from '../../../graph/queries.ts';
import { frameColour } from '../../canvas/frames/frame-colour.ts';
import { useDocument } from '../../stores/document.ts';
import { useView } from '../../stores/view-state.ts';
import { onRowKey, openRowMenu } from './outline-keys.ts';
import type { RowProps } from './outline-row.tsx';
import { goTo, setOpen } from './outline-store.ts';
import styles from './outline.module.css';

export const FrameRow = memo(function FrameRow({ row, current, open }: RowProps) {
  const { id } = row;
  const frame = useDocument((state) => frameById(state.document, row.frame));
  const size = useDocument((state) => nodesIn(state.document, row.frame ?? '').length);
  const selected = useView((state) => state.selectedFrame === row.frame);
  if (frame === undefined) return null;
  const title = shorten(frame.title, 120) || 'Untitled';
  const Twist = open ? ChevronDown : ChevronRight;
  return (
    <div
      role="treeitem"
      className={styles.row}
      style={{ ...frameColour(frame.colour), ['--kind' as string]: 'var(--frame)', ['--level' as string]: row.level }}
      data-row={id}
      aria-label={`Frame ${title}, ${plural(size, 'node')}`}
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.of}
      aria-selected={selected}
      {...(row.hasChildren ? { 'aria-expanded': open } : {})}
      tabIndex={current ? 0 : -1}
      onClick={() => goTo(id)}
      onContextMenu={(event) => {
        event.preventDefault();
        goTo(id);
        openRowMenu(row, event.currentTarget);
      }}
      onKeyDown={(event) => onRowKey(event, row)}
    >
      <span className={styles.name}>
        <span className={styles.twist} data-twist={row.hasChildren || undefined}>
          {row.hasChildren ? (
            <Twist
              size={14}
              aria-hidden
              onClick={(event) => {
                event.stopPropagation();
                setOpen(id, !open);
              }}
            />
          ) : null}
        </span>
        <span className={styles.bar} />
        <span className={styles.title} title={title}>
          {title}
        </span>
        <span className={styles.type}>frame</span>
      </span>
      <span className={styles.id}>{frame.id}</span>
      <span className={styles.shape} />
      <span className={styles.params}>{plural(size, 'node')}</span>
      <span className={styles.wires} />
      <span className={styles.problem} />
      <button
        type="button"
        tabIndex={-1}
        className={styles.more}
        aria-label={`Actions of frame ${title}`}
        onClick={(event) => {
          event.stopPropagation();
          goTo(id);
          openRowMenu(row, event.currentTarget.parentElement ?? event.currentTarget);
        }}
      >
        <MoreHorizontal size={14} aria-hidden />
      </button>
    </div>
  );
});
