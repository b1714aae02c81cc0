/*
 * The bitmap under the cards on which a crowd is sketched. From so far away cards are looked at and picked:
 * a click picks one, a frame drawn with Shift several, a double click goes there.
 */
import { useEffect, useRef } from 'react';
import { useStore } from 'reactflow';
import { viewStore } from '../../stores/view.ts';
import { overlaps, type Area, type Sight } from './crowd.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';
import { paintSketch, sameEnds, sketchOf, type Sketch } from './sketch-paint.ts';
import { covers, placeOf, withAir } from './sketch-place.ts';
import styles from './sketch.module.css';
import type { CardNode, WireEdge } from './to-react-flow.ts';

export function SketchLayer() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const bitmap = canvas.current;
    if (bitmap === null) return undefined;
    const painter = sketchPainter(bitmap);
    let frame = 0;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        clearTimeout(resting);
        if (painter.paint() === 'moved') resting = setTimeout(painter.paintAnew, REST);
      });
    };
    later();
    const stops = [
      drawn.store.subscribe(later),
      flow.store.subscribe(later),
      viewStore.subscribe((now, before) => {
        if (now.theme !== before.theme) later();
      }),
    ];
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(resting);
      stops.forEach((stop) => stop());
    };
  }, []);
  return (
    <>
      <canvas ref={canvas} className={styles.sketch} data-testid="sketch" aria-hidden />
      <FramePicks />
    </>
  );
}

/** Milliseconds after which a view that no longer moves is painted as finely as it can be. */
const REST = 120;

/** What a sketch was made from: while all of it is the same, the sketch is. */
interface Made {
  readonly nodes: readonly CardNode[];
  readonly passing: readonly WireEdge[];
  readonly sketched: boolean;
  readonly theme: string;
  readonly sketch: Sketch;
}

interface Painter {
  /** Brings the bitmap up to date; `moved` where that took no painting. */
  paint(): 'painted' | 'moved' | 'empty';
  paintAnew(): void;
}

function sketchPainter(canvas: HTMLCanvasElement): Painter {
  let made: Made | undefined;
  /** For what sight the bitmap is painted; nothing while it is empty, so that a small graph never pays for it. */
  let painted: Sight | undefined;
  const paintAnew = () => {
    const { sight } = drawn.store.getState();
    const context = canvas.getContext('2d');
    if (context === null || made === undefined) return;
    painted = sight;
    const ratio = window.devicePixelRatio;
    const whole = withAir(sight);
    // Setting the size clears the bitmap.
    canvas.width = Math.round(whole.width * ratio);
    canvas.height = Math.round(whole.height * ratio);
    place(sight);
    const style = getComputedStyle(document.documentElement);
    paintSketch(context, made.sketch, whole, ratio, (name) => style.getPropertyValue(name).trim());
  };
  const place = (sight: Sight) => {
    if (painted === undefined) return;
    const { x, y, scale } = placeOf(painted, sight);
    canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  };
  return {
    paintAnew,
    paint() {
      const { sketched, passing, sight } = drawn.store.getState();
      const empty = passing.length === 0 && !sketched;
      canvas.hidden = empty;
      if (empty) {
        if (painted !== undefined) canvas.width = 0;
        [made, painted] = [undefined, undefined];
        return 'empty';
      }
      const { nodes } = flow.store.getState();
      const { theme } = viewStore.getState();
      const same =
        made?.passing === passing &&
        made.sketched === sketched &&
        made.theme === theme &&
        (sketched ? made.nodes === nodes : sameEnds(made.nodes, nodes, passing));
      if (same && painted !== undefined && covers(painted, sight)) {
        place(sight);
        return 'moved';
      }
      if (!same) made = { nodes, passing, sketched, theme, sketch: sketchOf(nodes, passing, sketched) };
      paintAnew();
      return 'painted';
    },
  };
}

/** React Flow's frame for picking several knows only its own cards; here it picks the sketched ones. */
function FramePicks() {
  const frame = useStore((state) => state.userSelectionRect);
  const transform = useStore((state) => state.transform);
  useEffect(() => {
    if (frame === null || !drawn.store.getState().sketched) return;
    const [x, y, zoom] = transform;
    const area: Area = {
      x: (frame.x - x) / zoom,
      y: (frame.y - y) / zoom,
      width: frame.width / zoom,
      height: frame.height / zoom,
    };
    const inside = flow.store.getState().nodes.filter((card) => overlaps(card, area));
    viewStore.getState().select(inside.map(({ id }) => id));
  }, [frame, transform]);
  return null;
}
