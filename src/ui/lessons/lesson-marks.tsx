/* What a step looks at, marked on the canvas: a ring around cards, dots along wires; all else lies under a veil. */
import { useMemo } from 'react';
import { ViewportPortal } from 'reactflow';
import { around } from '../../graph/placing/boxes.ts';
import { useFlow } from '../canvas/view/flow.ts';
import { useDocument } from '../stores/document.ts';
import styles from './lesson-marks.module.css';
import { lessonMarksOf } from './lesson-marks-of.ts';
import { useLesson } from './lesson-store.ts';
import { boxOf } from '../compare/marks.ts';

export function LessonMarks() {
  const { step, progress } = useLesson();
  return step === undefined || step.look.length === 0 || progress.away ? null : <Marks look={step.look} />;
}

/** How far the veil reaches beyond the cards; there is nothing to be veiled further out. */
const BEYOND = 400;
/** Air that stays free of the veil around a card. */
const FREE = 12;

function Marks({ look }: { readonly look: readonly string[] }) {
  const document = useDocument((state) => state.document);
  const cards = useFlow((state) => state.nodes);
  const wires = useFlow((state) => state.edges);
  const marks = useMemo(() => lessonMarksOf(look, document, cards, wires), [look, document, cards, wires]);
  const all = around(cards.map(boxOf));
  if (all === undefined || marks.cards.length + marks.wires.length === 0) return null;
  const veil = {
    x: all.x - BEYOND,
    y: all.y - BEYOND,
    width: all.width + 2 * BEYOND,
    height: all.height + 2 * BEYOND,
  };
  return (
    <ViewportPortal>
      <svg className={styles.over} aria-hidden="true" data-testid="lesson-marks">
        <mask id="lesson-veil" maskUnits="userSpaceOnUse" {...veil}>
          <rect {...veil} fill="white" />
          {marks.cards.map(({ id, x, y, width, height }) => (
            <rect
              key={id}
              x={x - FREE}
              y={y - FREE}
              width={width + 2 * FREE}
              height={height + 2 * FREE}
              rx={9 + FREE}
              fill="black"
            />
          ))}
          {marks.wires.map(({ id, d, middle }) => (
            <g key={id}>
              <path className={styles.free} d={d} />
              <rect {...middle} rx={9} fill="black" />
            </g>
          ))}
        </mask>
        <mask id="lesson-dots" maskUnits="userSpaceOnUse" {...veil}>
          <rect {...veil} fill="white" />
          {marks.wires.map(({ id, middle }) => (
            <rect key={id} {...middle} rx={9} fill="black" />
          ))}
        </mask>
        <rect className={styles.veil} {...veil} mask="url(#lesson-veil)" />
        {marks.wires.map(({ id, d, middle }) => (
          <g key={id} data-looked-at={id}>
            <path className={styles.dots} d={d} mask="url(#lesson-dots)" />
            <rect className={styles.instrument} {...middle} rx={9} />
          </g>
        ))}
      </svg>
      {marks.cards.map(({ id, x, y, width, height }) => (
        <div
          key={id}
          className={styles.ring}
          data-looked-at={id}
          style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
        />
      ))}
    </ViewportPortal>
  );
}
