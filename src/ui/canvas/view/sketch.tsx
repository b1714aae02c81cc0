/*
 * The bitmap under the cards on which a crowd is sketched. From so far away cards are looked at and picked:
 * a click picks one, a frame drawn with Shift several, a double click goes there.
 */
import { useEffect, useRef } from 'react';
import { useStore, useStoreApi } from 'reactflow';
import type { NodeId } from '../../../graph/types.ts';
import { viewStore } from '../../stores/view-state.ts';
import { NOBODY, overlaps, type Area, type Sight } from './crowd.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';
import { LiftedWires } from './lifted-wires.tsx';
import { paintSketch, sameSketch, sketchOf, type Sketch } from './sketch-paint.ts';
import { covers, placeOf, withAir } from './sketch-place.ts';
import styles from './sketch.module.css';
import type { CardNode, WireEdge } from './to-react-flow.ts';
import { canvasElement } from './viewport.ts';

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
      <canvas ref={canvas} className={styles.sketch} data-testid="sketch" data-moves-along aria-hidden />
      <LiftedWires />
      <FramePicks />
    </>
  );
}

/** Milliseconds after which a view that no longer moves is painted as finely as it can be. */
const REST = 120;

/** What a sketch was made from: while all of it is the same, the sketch is. */
interface Made {
  readonly nodes: readonly CardNode[];
  readonly wires: readonly WireEdge[];
  readonly near: ReadonlySet<NodeId>;
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
    const [width, height] = [Math.round(whole.width * ratio), Math.round(whole.height * ratio)];
    // A new size makes the browser put its layers together anew.
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
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
      const drawnNow = drawn.store.getState();
      const { sight, veiled } = drawnNow;
      canvasElement()?.toggleAttribute('data-veiled', veiled);
      canvas.hidden = drawnNow.near === undefined;
      if (drawnNow.near === undefined) {
        if (painted !== undefined) canvas.width = 0;
        [made, painted] = [undefined, undefined];
        return 'empty';
      }
      const { nodes, edges } = flow.store.getState();
      const near = veiled ? NOBODY : drawnNow.near;
      const wires = veiled ? edges : drawnNow.passing;
      const { theme } = viewStore.getState();
      const same =
        made !== undefined &&
        made.wires === wires &&
        made.near === near &&
        made.theme === theme &&
        sameSketch(made.nodes, nodes, wires, near);
      if (same && painted !== undefined && covers(painted, sight)) {
        place(sight);
        return 'moved';
      }
      if (!same) made = { nodes, wires, near, theme, sketch: sketchOf(nodes, wires, near) };
      paintAnew();
      return 'painted';
    },
  };
}

/** React Flow's frame for picking several knows only its own cards; here it picks the sketched ones. */
function FramePicks() {
  const store = useStoreApi();
  const frame = useStore((state) => state.userSelectionRect);
  useEffect(() => {
    if (frame === null || !drawn.store.getState().sketched) return;
    const [x, y, zoom] = store.getState().transform;
    const area: Area = {
      x: (frame.x - x) / zoom,
      y: (frame.y - y) / zoom,
      width: frame.width / zoom,
      height: frame.height / zoom,
    };
    const inside = flow.store.getState().nodes.filter((card) => overlaps(card, area));
    viewStore.getState().select(inside.map(({ id }) => id));
  }, [frame, store]);
  return null;
}
