/* The bitmap on which the wires of dragged cards are painted, no larger than they need. */
import { useEffect, useRef } from 'react';
import type { Point } from '../wires/wire-path.ts';
import { areaInSight, grown, type Area, type Sight } from './crowd.ts';
import type { DrawnState } from './drawn-store.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';
import { areaAround, paintLifted, placedWires } from './lifted-paint.ts';
import type { Colours } from './sketch-paint.ts';
import styles from './sketch.module.css';
import type { CardNode } from './to-react-flow.ts';

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
/** Pixels around what is in sight that are painted as well, for a view that follows the hand. */
const AIR = 64;

/** What is on the bitmap, and where its corner is in the view for which it was painted. */
interface Painted {
  readonly lifted: DrawnState['lifted'];
  readonly cards: readonly CardNode[];
  readonly sight: Sight;
  readonly corner: Point;
}

function liftedPainter(context: CanvasRenderingContext2D): (state: DrawnState) => void {
  const { canvas } = context;
  let colours = coloursNow();
  let painted: Painted | undefined;
  const place = ({ x, y }: Point) => (canvas.style.transform = `translate(${x}px, ${y}px)`);
  return ({ lifted, sight }) => {
    if (lifted.length === 0) {
      if (painted === undefined) return;
      painted = undefined;
      canvas.hidden = true;
      // Without a size it takes no memory.
      [canvas.width, canvas.height] = [0, 0];
      return;
    }
    const { nodes: cards } = flow.store.getState();
    if (painted?.lifted === lifted && painted.cards === cards && painted.sight.zoom === sight.zoom) {
      const { corner, sight: was } = painted;
      place({ x: corner.x + sight.x - was.x, y: corner.y + sight.y - was.y });
      return;
    }
    if (painted === undefined) colours = coloursNow();
    canvas.hidden = false;
    const wires = placedWires(lifted, cards);
    const { zoom } = sight;
    const { x, y, width, height } = shared(grown(areaInSight(sight), AIR / zoom), areaAround(wires));
    const ratio = window.devicePixelRatio;
    const [wide, high] = [inSteps(width * zoom * ratio), inSteps(height * zoom * ratio)];
    if (canvas.width < wide || canvas.height < high) {
      [canvas.width, canvas.height] = [Math.max(canvas.width, wide), Math.max(canvas.height, high)];
      [canvas.style.width, canvas.style.height] = [`${canvas.width / ratio}px`, `${canvas.height / ratio}px`];
    }
    const corner = { x: Math.floor(x * zoom + sight.x), y: Math.floor(y * zoom + sight.y) };
    place(corner);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const scale = ratio * zoom;
    context.setTransform(scale, 0, 0, scale, ratio * (sight.x - corner.x), ratio * (sight.y - corner.y));
    paintLifted(context, wires, colours);
    painted = { lifted, cards, sight, corner };
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
