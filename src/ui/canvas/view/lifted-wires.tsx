/* The bitmap on which the wires of dragged cards are painted, no larger than they need. */
import { useEffect, useRef } from 'react';
import { areaInSight, type Area } from './crowd.ts';
import type { DrawnState } from './drawn-store.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';
import { areaAround, paintLifted, placedWires } from './lifted-paint.ts';
import type { Colours } from './sketch-paint.ts';
import styles from './sketch.module.css';

export function LiftedWires() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null;
    // Painted at once: a frame later, the wires would be where their cards were.
    return context === null ? undefined : drawn.store.subscribe(liftedPainter(context));
  }, []);
  return <canvas ref={canvas} className={styles.lifted} data-testid="lifted-wires" aria-hidden hidden />;
}

/** A new size makes the browser put its layers together anew: it only grows, by so many pixels. */
const STEP = 256;
const inSteps = (pixels: number): number => STEP * Math.ceil(pixels / STEP);

function liftedPainter(context: CanvasRenderingContext2D): (state: DrawnState) => void {
  const { canvas } = context;
  let before: DrawnState['lifted'] = [];
  let colours = coloursNow();
  return ({ lifted, sight }) => {
    if (lifted.length === 0 && before.length === 0) return;
    if (lifted !== before) {
      canvas.hidden = lifted.length === 0;
      // Without a size it takes no memory.
      [canvas.width, canvas.height] = [0, 0];
      colours = coloursNow();
      before = lifted;
    }
    const wires = placedWires(lifted, flow.store.getState().nodes);
    const { x, y, width, height } = shared(areaInSight(sight), areaAround(wires));
    const { zoom } = sight;
    const ratio = window.devicePixelRatio;
    const [wide, high] = [inSteps(width * zoom * ratio), inSteps(height * zoom * ratio)];
    if (canvas.width < wide) canvas.width = wide;
    if (canvas.height < high) canvas.height = high;
    const [left, top] = [Math.floor(x * zoom + sight.x), Math.floor(y * zoom + sight.y)];
    canvas.style.width = `${canvas.width / ratio}px`;
    canvas.style.height = `${canvas.height / ratio}px`;
    canvas.style.transform = `translate(${left}px, ${top}px)`;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const scale = ratio * zoom;
    context.setTransform(scale, 0, 0, scale, ratio * (sight.x - left), ratio * (sight.y - top));
    paintLifted(context, wires, colours);
  };
}

/** The theme's colours, each read once: reading them in a frame would have the page's styles worked out in it. */
function coloursNow(): Colours {
  const known = new Map<string, string>();
  return (name) => {
    const colour = known.get(name) ?? getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    known.set(name, colour);
    return colour;
  };
}

/** What two areas share; nothing where they do not meet. */
function shared(a: Area, b: Area): Area {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y),
  };
}
