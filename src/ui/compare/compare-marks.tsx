/*
 * The differences drawn over the canvas: rings around cards that came or changed, ghosts of what is gone, and wires
 * underlaid. A sign at each leads to what it means; keys reach the same through the bar.
 */
import { memo, useDeferredValue, useEffect, useMemo } from 'react';
import { ViewportPortal } from 'reactflow';
import { shorten } from '../../base/text.ts';
import { ownCatalog } from '../stores/own-catalog.ts';
import type { Rect } from '../../graph/placing/boxes.ts';
import { useDrawn } from '../canvas/view/drawn.ts';
import { useFlow } from '../canvas/view/flow.ts';
import { showWhole } from '../canvas/view/viewport.ts';
import { useDocument } from '../stores/document.ts';
import styles from './compare-marks.module.css';
import { goTo } from './compare.ts';
import { useCompare, type Other } from './compare-store.ts';
import { differences, seenIn } from './differences.ts';
import { MarkSign } from './mark-sign.tsx';
import {
  areaOfMarks,
  countOf,
  marksIn,
  marksOf,
  type CardMark,
  type GhostMark,
  type Marks as AllMarks,
  type WireMark,
} from './marks.ts';
import { stopWords, type MarkKind, type Stop } from './stops.ts';
import { areaOfTile, tileOf } from './view-tile.ts';

export function CompareMarks() {
  const other = useCompare((state) => state.other);
  return other === undefined ? null : <Marks other={other} />;
}

/** Up to here all marks are drawn; of more than that those in sight, and from far away without their signs. */
const MANY = 300;

function Marks({ other: { document: other } }: { readonly other: Other }) {
  // Typing and dragging come first; the marks follow as soon as there is time.
  const after = useDeferredValue(useDocument((state) => state.document));
  const before = seenIn(
    other,
    useDocument((state) => state.inside),
  );
  const cards = useFlow((state) => state.nodes);
  const wires = useFlow((state) => state.edges);
  const { stops } = differences(before, after);
  const all = useMemo(
    () => marksOf({ stops, before, after, cards, wires, catalog: ownCatalog(before) }),
    [stops, before, after, cards, wires],
  );
  useEffect(() => {
    // Once the bar stands, under which nothing is to be hidden.
    const frame = requestAnimationFrame(() => {
      const area = areaOfMarks(all);
      if (area !== undefined) showWhole(area);
    });
    return () => cancelAnimationFrame(frame);
    // For each graph that is compared with, and not with every edit.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [before]);
  return countOf(all) > MANY ? <MarksInSight {...all} /> : <Drawn marks={all} signs />;
}

function MarksInSight(all: AllMarks) {
  const tile = useDrawn(({ sight }) => tileOf(sight));
  const marks = marksIn(all, areaOfTile(tile));
  return <Drawn marks={marks} signs={countOf(marks) <= MANY} />;
}

function Drawn({ marks, signs }: { readonly marks: AllMarks; readonly signs: boolean }) {
  return (
    <ViewportPortal>
      <svg className={styles.ways} aria-hidden="true">
        {marks.wires.map((wire) => (
          <Way key={`${wire.kind} ${wire.id}`} {...wire} />
        ))}
      </svg>
      {marks.ghosts.map((ghost) => (
        <Ghost key={ghost.node.id} {...ghost} sign={signs} />
      ))}
      {marks.cards.map((card) => (
        <Ring key={card.node} {...card} sign={signs} />
      ))}
      {signs ? marks.wires.filter(isOwnStop).map((wire) => <WireSign key={wire.id} {...wire} />) : null}
    </ViewportPortal>
  );
}

const useIsCurrent = ({ key }: Stop): true | undefined => useCompare((state) => state.at === key) || undefined;

const Way = memo(function Way({ stop, kind, ghost, d }: WireMark) {
  const current = useIsCurrent(stop);
  return <path className={ghost ? styles.formerWay : styles.way} d={d} data-kind={kind} data-current={current} />;
});

function WireSign({ stop, kind, middle }: WireMark) {
  const current = useIsCurrent(stop);
  const place = { left: middle.x, top: middle.y };
  return <Sign stop={stop} kind={kind} words={stopWords(stop)} current={current} style={place} />;
}

interface Signed {
  readonly sign: boolean;
}

const at = ({ x, y, width, height }: Rect) => ({ transform: `translate(${x}px, ${y}px)`, width, height });

/** Whether a wire has a sign of its own: what came or went with a card, or was elsewhere before, is told with that. */
const isOwnStop = ({ stop, ghost }: WireMark): boolean => stop.place.on === (ghost ? 'ghost wire' : 'wire');

function Ring({ stop, kind, box, lines, formerly, node, sign }: CardMark & Signed) {
  const current = useIsCurrent(stop);
  return (
    <>
      {formerly !== undefined && current === true ? (
        <div className={styles.formerly} style={at(formerly)} aria-hidden="true" />
      ) : null}
      <div
        className={styles.ring}
        data-kind={kind}
        data-current={current}
        data-testid={`difference-${node}`}
        style={at(box)}
      >
        {sign ? (
          <>
            <Lines lines={lines} />
            <Sign stop={stop} kind={kind} words={stopWords(stop)} current={current} />
          </>
        ) : null}
      </div>
    </>
  );
}

/** Changes that a card tells itself; the rest are in the words of its sign. */
const MOST_LINES = 3;

function Lines({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  const more = lines.length - MOST_LINES;
  return (
    <div className={styles.lines} aria-hidden="true">
      {lines.slice(0, MOST_LINES).map((line) => (
        <span key={line}>{line}</span>
      ))}
      {more > 0 ? <span>and {more} more</span> : null}
    </div>
  );
}

function Ghost({ stop, node, box, sign }: GhostMark & Signed) {
  const current = useIsCurrent(stop);
  return (
    <>
      <div className={styles.ghost} data-current={current} data-testid={`ghost-${node.id}`} style={at(box)}>
        <span className={styles.ghostTitle}>{shorten(node.label ?? node.type, 60)}</span>
        <span>{node.label === undefined ? node.id : `${node.type} ${node.id}`}</span>
        <span>removed</span>
      </div>
      {sign ? (
        <div className={styles.over} style={at(box)}>
          <Sign stop={stop} kind="removed" words={stopWords(stop)} current={current} />
        </div>
      ) : null}
    </>
  );
}

interface SignProps {
  readonly stop: Stop;
  readonly kind: MarkKind;
  readonly words: string;
  readonly current: true | undefined;
  readonly style?: React.CSSProperties;
}

function Sign({ stop, kind, words, current, style }: SignProps) {
  return (
    <button
      type="button"
      // The canvas is one stop of the Tab key; keys go from difference to difference.
      tabIndex={-1}
      className={`nodrag nopan ${style === undefined ? styles.corner : styles.onWire}`}
      style={style}
      data-kind={kind}
      data-current={current}
      title={words}
      aria-label={words}
      onClick={() => goTo(stop)}
    >
      <MarkSign kind={kind} />
    </button>
  );
}
