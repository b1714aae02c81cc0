/** One frame: its rectangle, and the title bar by which it is selected, moved and named. */
import { plural } from '../../../base/format.ts';
import { shorten } from '../../../base/text.ts';
import type { Rect } from '../../../graph/placing/boxes.ts';
import type { GraphFrame } from '../../../graph/types.ts';
import { useView, viewStore } from '../../stores/view-state.ts';
import { openPopUp } from '../canvas-store.ts';
import { toDocument } from '../view/viewport.ts';
import { frameColour } from './frame-colour.ts';
import { beginFrameDrag } from './frame-drag.ts';
import { onFrameKey } from './frame-keys.ts';
import { FrameTitle } from './frame-title.tsx';
import { typeTitle, useFrames } from './frames-store.ts';
import { focusFrame } from './focus-frame.ts';
import styles from './frame.module.css';

interface Props {
  readonly frame: GraphFrame;
  readonly rect: Rect;
  /** How many nodes stand in it. */
  readonly size: number;
  /** What letting go of the dragged cards would do with it. */
  readonly fate: 'takes' | 'loses' | undefined;
}

const TIP =
  'Drag moves it with its nodes; F2 renames it, arrows move it, Delete dissolves it. Drag a node in to add it; drag it well out, or hold Alt while you let go, to take it out.';
const HINTS = { takes: 'Let go to put it in', loses: 'Let go to take it out' } as const;

export function Frame({ frame, rect, size, fate }: Props) {
  const { id, title, colour } = frame;
  const selected = useView((state) => state.selectedFrame === id);
  const typing = useFrames((state) => state.typing === id);
  const shift = useFrames((state) => (state.shift?.frame === id ? state.shift : undefined));
  const place = { left: rect.x + (shift?.x ?? 0), top: rect.y + (shift?.y ?? 0) };
  return (
    <div
      className={styles.frame}
      data-frame={id}
      data-selected={selected || undefined}
      data-fate={fate}
      style={{ ...place, width: rect.width, height: rect.height, ...frameColour(colour) }}
    >
      {/* One thing to be moved, named and opened, as a card is; the linter knows no such widget. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={`${styles.bar} nopan nodrag`}
        data-bar
        role="group"
        aria-roledescription="frame"
        aria-label={`Frame ${shorten(title, 120) || 'without a title'}, ${plural(size, 'node')}`}
        tabIndex={-1}
        title={TIP}
        onPointerDown={(event) => {
          if (event.button !== 0 || typing) return;
          beginFrameDrag(event, id);
        }}
        onDoubleClick={(event) => {
          event.stopPropagation();
          typeTitle(id);
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          event.stopPropagation();
          viewStore.getState().selectFrame(id);
          const screen = { x: event.clientX, y: event.clientY };
          openPopUp({ type: 'menu', screen, at: toDocument(screen), frame: id }, () => focusFrame(id));
        }}
        onKeyDown={(event) => {
          if (!typing) onFrameKey(event, id);
        }}
      >
        {typing ? <FrameTitle frame={frame} /> : <span className={styles.title}>{shorten(title, 120)}</span>}
        <span className={styles.count} aria-hidden>
          {fate === undefined ? size : HINTS[fate]}
        </span>
      </div>
    </div>
  );
}
