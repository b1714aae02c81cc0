/** A node as a row of the outline. It has its own node and its own problems, and draws again with those alone. */
import { memo } from 'react';
import { ChevronDown, ChevronRight, MoreHorizontal } from 'lucide-react';
import type { NodeId } from '../../../graph/types.ts';
import { problemsOf } from '../../canvas/cards/node-problems.ts';
import { mainKind } from '../../canvas/cards/port-kinds.ts';
import { kindVariable } from '../../canvas/cards/port-shape.tsx';
import { openInInspector } from '../../canvas/keyboard.ts';
import { useFound } from '../../findings/findings-store.ts';
import { useDocument } from '../../stores/document.ts';
import { nodeView, useNodeView } from '../../stores/node-view.ts';
import { useView } from '../../stores/view-state.ts';
import { onRowKey, openRowMenu } from './outline-keys.ts';
import type { OutlineRow } from './outline-order.ts';
import { goTo, setOpen } from './outline-store.ts';
import { problemWord, rowName, rowWords } from './outline-words.ts';
import styles from './outline.module.css';

export interface RowProps {
  readonly row: OutlineRow;
  /** Whether Tab comes to this row. */
  readonly current: boolean;
  readonly open: boolean;
}

export const Row = memo(function Row({ row, current, open }: RowProps) {
  const { id } = row;
  const view = useNodeView(id);
  const found = useFound((findings) => problemsOf(findings).get(id));
  const words = useDocument((state) => {
    const said = problemsOf(state.compilation.diagnostics).get(id);
    const own = nodeView(state, id);
    return own && rowWords(own, state.document, said?.severity === 'error' ? said : (found ?? said));
  });
  const selected = useView((state) => state.selectedNodes.includes(id));
  if (view === undefined || words === undefined) return null;
  const { title, type, params, shape, reads, feeds, bypassed, problem } = words;
  const Twist = open ? ChevronDown : ChevronRight;
  return (
    <div
      role="treeitem"
      className={styles.row}
      style={{ ...kindVariable(mainKind(view.definition)), ['--level' as string]: row.level }}
      data-row={id}
      data-bypassed={bypassed || undefined}
      aria-label={rowName(words)}
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
      onDoubleClick={() => openInInspector(id)}
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
        {type === undefined ? null : <span className={styles.type}>{type}</span>}
      </span>
      <span className={styles.id}>{id}</span>
      <span className={styles.shape} title={shape}>
        {shape}
      </span>
      <span className={styles.params} title={params.join(', ')}>
        {[...(bypassed ? ['bypassed'] : []), ...params].join(', ')}
      </span>
      <span className={styles.wires}>
        <Links words="reads from" nodes={reads} />
        <Links words="feeds" nodes={feeds} />
        {reads.length + feeds.length === 0 ? 'not connected' : null}
      </span>
      <span className={styles.problem} data-severity={problem?.severity} title={problem?.text}>
        {problem === undefined ? null : `${problemWord(problem)}: ${problem.text}`}
      </span>
      <button
        type="button"
        tabIndex={-1}
        className={styles.more}
        aria-label={`Actions of ${id}`}
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

interface LinksProps {
  readonly words: string;
  readonly nodes: readonly NodeId[];
}

/** The nodes at the other ends of the wires; a click goes there, as [ and ] do. */
function Links({ words, nodes }: LinksProps) {
  if (nodes.length === 0) return null;
  return (
    <span className={styles.links}>
      {words}
      {nodes.map((node) => (
        <button
          key={node}
          type="button"
          tabIndex={-1}
          className={styles.link}
          onClick={(event) => {
            event.stopPropagation();
            goTo(node);
          }}
        >
          {node}
        </button>
      ))}
    </span>
  );
}
