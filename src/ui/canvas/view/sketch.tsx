/*
 * The bitmap under the cards on which a crowd is sketched. From so far away cards are looked at and picked:
 * a click picks one, a frame drawn with Shift several, a double click goes there.
 */
import { useEffect, useRef } from 'react';
import { useStore } from 'reactflow';
import type { NodeId } from '../../../graph/types.ts';
import { viewStore } from '../../stores/view.ts';
import type { Point } from '../wires/wire-path.ts';
import { overlaps, type Area } from './crowd.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';
import { paintSketch, sketchOf, type Sketch } from './sketch-paint.ts';
import styles from './sketch.module.css';
import type { CardNode, WireEdge } from './to-react-flow.ts';

export function SketchLayer() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let frame = 0;
    const later = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        if (canvas.current !== null) paint(canvas.current);
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

/** Whether the bitmap holds anything, so that a small graph never pays for clearing it. */
let painted = false;

/** The latest sketch, with what it was made from. */
let made:
  | {
      readonly nodes: readonly CardNode[];
      readonly passing: readonly WireEdge[];
      readonly sketched: boolean;
      readonly sketch: Sketch;
    }
  | undefined;

function paint(canvas: HTMLCanvasElement): void {
  const { sketched, passing, sight } = drawn.store.getState();
  const empty = passing.length === 0 && !sketched;
  canvas.hidden = empty;
  if (empty && !painted) return;
  painted = !empty;
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(sight.width * ratio), Math.round(sight.height * ratio)];
  // Setting the size clears the bitmap.
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null || empty) return;
  const { nodes } = flow.store.getState();
  const style = getComputedStyle(document.documentElement);
  if (made?.nodes !== nodes || made.passing !== passing || made.sketched !== sketched)
    made = { nodes, passing, sketched, sketch: sketchOf(nodes, passing, sketched) };
  paintSketch(context, made.sketch, sight, ratio, (name) => style.getPropertyValue(name).trim());
}

/** The sketched card at a place in the document: of several the one that lies on top. */
export function sketchedCard({ x, y }: Point): NodeId | undefined {
  if (!drawn.store.getState().sketched) return undefined;
  return flow.store.getState().nodes.findLast((card) => overlaps(card, { x, y, width: 0.1, height: 0.1 }))?.id;
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
