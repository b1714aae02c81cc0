/*
 * A node on the canvas: title, sub-line, a body by role, and its ports. It reads its own node, its own
 * facts and its own errors; nothing else makes it render.
 */
import { memo } from 'react';
import type { NodeProps } from 'reactflow';
import type { NodeId } from '../../../graph/types.ts';
import { useFound } from '../../findings/findings-store.ts';
import { useDocument } from '../../stores/document.ts';
import { useNodeView, type NodeView } from '../../stores/node-view.ts';
import { useCollapsed } from '../collapsed.ts';
import { CardBody } from './bodies/index.tsx';
import { useCanvas } from '../canvas-store.ts';
import { cardWidth } from './card-width.ts';
import { CARD_HEIGHT, portsHeight, type PlacedPort } from '../view/card-sizes.ts';
import styles from './node-card.module.css';
import { subLineOf, titleOf } from './node-words.ts';
import { mainKind } from './port-kinds.ts';
import { kindVariable } from './port-shape.tsx';
import { Port, PortMark } from './port.tsx';
import { problemsOf, type NodeProblem } from './node-problems.ts';
import type { CardNode } from '../view/to-react-flow.ts';
import { isWired, wiredPorts } from '../connecting/join-ports.ts';

export const NodeCard = memo(function NodeCard(props: NodeProps<CardNode>) {
  const far = useCanvas((state) => state.detail === 'far');
  return far ? <FarCard {...props} /> : <NearCard {...props} />;
}, isSameCard);

/** React Flow also tells where a card is, which changes nothing of it: one that is dragged is only moved. */
function isSameCard(before: NodeProps<CardNode>, now: NodeProps<CardNode>): boolean {
  return (
    before.id === now.id && before.data === now.data && before.selected === now.selected && before.height === now.height
  );
}

/**
 * From far away a card is its title, as large as it fits, in a box of the usual size: a thousand of them
 * are on the screen then.
 */
function FarCard(props: NodeProps<CardNode>) {
  const {
    id,
    data: { ports },
    selected,
    height = CARD_HEIGHT,
  } = props;
  const view = useNodeView(id);
  const collapsed = useCollapsed(id);
  if (view === undefined) return null;
  // A view says more by its picture than by its title.
  if (view.definition?.role === 'view') return <NearCard {...props} />;
  const title = titleOf(view);
  return (
    <>
      <div
        className={`${styles.card} ${styles.far} ${selected ? styles.selected : ''} ${view.node.muted === true ? styles.muted : ''}`}
        style={{
          ...kindVariable(mainKind(view.definition)),
          width: cardWidth(view.definition, view.params),
          height: collapsed ? closedHeight(title, ports) : height,
        }}
      >
        <div className={styles.large} style={{ fontSize: largeSize(title) }}>
          {broken(title)}
        </div>
      </div>
      {ports.map((port) => (
        <PortMark key={`${port.direction} ${port.spec.name}`} port={port} />
      ))}
    </>
  );
}

/** The height of a card without its body, which is that of its ports if those need more. */
const closedHeight = (title: string, ports: readonly PlacedPort[]): number =>
  Math.max(portsHeight(ports), 32 + 16 * linesOf(title) + (ports.some(({ side }) => side === 'bottom') ? 7 : 0));

/** As large as the longest word allows. */
const largeSize = (title: string): number => {
  const longest = wordsOf(title).reduce((most, word) => Math.max(most, word.length), 0);
  return Math.min(21, Math.floor(176 / Math.max(1, longest)));
};

function NearCard({ id, data: { ports }, selected }: NodeProps<CardNode>) {
  const view = useNodeView(id);
  const said = useDocument((state) => problemsOf(state.compilation.diagnostics).get(id));
  const found = useFound((findings) => problemsOf(findings).get(id));
  // What stops training comes first; then what the run shows.
  const problem = said?.severity === 'error' ? said : (found ?? said);
  if (view === undefined) return null;
  return (
    <>
      <CardFace view={view} ports={ports} selected={selected} problem={problem} />
      <Ports id={id} ports={ports} />
    </>
  );
}

interface FaceProps {
  readonly view: NodeView;
  readonly ports: readonly PlacedPort[];
  readonly selected?: boolean;
  readonly problem?: NodeProblem | undefined;
}

/** What a card shows from near, without its ports: on the canvas, and in pictures of the graph. */
export function CardFace({ view, ports, selected = false, problem }: FaceProps) {
  const { node, definition, params } = view;
  const under = ports.some((port) => port.side === 'bottom');
  const title = titleOf(view);
  const collapsed = useCollapsed(node.id);
  const look = [
    styles.card,
    selected ? styles.selected : '',
    node.muted === true ? styles.muted : '',
    definition === undefined ? styles.unknown : '',
    definition?.role === 'block' ? styles.block : '',
    collapsed ? styles.collapsed : '',
  ].join(' ');
  return (
    <div
      className={look}
      style={{
        ...kindVariable(mainKind(definition)),
        width: cardWidth(definition, params),
        minHeight: portsHeight(ports),
        ['--lines' as string]: linesOf(title),
      }}
      data-under={under}
    >
      <div className={styles.head}>
        <span className={styles.bar} />
        <span className={styles.words}>
          <span className={styles.title} title={title}>
            {broken(title)}
          </span>
          <span className={styles.sub} title={subLineOf(view)}>
            {node.muted === true ? 'bypassed' : subLineOf(view)}
          </span>
        </span>
        {problem !== undefined && (
          <span
            className={styles.problem}
            data-severity={problem.severity}
            title={problem.text}
            role="img"
            aria-label={problem.text}
          >
            {problem.severity === 'error' ? '!' : '?'}
          </span>
        )}
      </div>
      {!collapsed && (
        <div className={styles.body}>
          <CardBody view={view} />
        </div>
      )}
    </div>
  );
}

const Ports = memo(function Ports({ id, ports }: { readonly id: NodeId; readonly ports: readonly PlacedPort[] }) {
  const wired = useDocument((state) => wiredPorts(state.document, id));
  return ports.map((port) => (
    <Port
      key={`${port.direction} ${port.spec.name}`}
      node={id}
      port={port}
      filled={isWired(wired, port.direction, port.spec.name)}
    />
  ));
});

const wordsOf = (title: string): readonly string[] => title.split(/(?<=[a-z]|\dD)(?=[A-Z])|(?<=\s)/);

/** Letters of a title that fit on one line of a card. */
const LINE = 16;

/** How many lines a title takes at its usual size, at most three. */
function linesOf(title: string): number {
  let [lines, used] = [1, 0];
  for (const word of wordsOf(title)) {
    if (used > 0 && used + word.length > LINE) [lines, used] = [lines + 1, 0];
    used += word.length;
  }
  return Math.min(3, lines);
}

/** Long type names may break between their words. */
export const broken = (title: string) =>
  wordsOf(title).flatMap((word, i) => (i === 0 ? [word] : [<wbr key={i} />, word]));
