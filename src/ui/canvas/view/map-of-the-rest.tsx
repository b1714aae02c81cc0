/*
 * The map, while there is anything out of sight that it could show. It is one bitmap: a map of a thousand elements
 * would have to look at each of them whenever the view moves.
 */
import { useEffect, useRef, type PointerEvent, type WheelEvent } from 'react';
import { Panel } from 'reactflow';
import { documentStore } from '../../stores/document.ts';
import { ownCatalog } from '../../stores/own-catalog.ts';
import type { Rect } from '../../../graph/placing/boxes.ts';
import { hands } from '../../stores/hands.ts';
import { viewStore } from '../../stores/view-state.ts';
import { mainKind } from '../cards/port-kinds.ts';
import { drawnMember } from '../frames/frame-boxes.ts';
import { colourToken } from '../frames/frame-colour.ts';
import { frameRects } from '../../../graph/placing/frames.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';
import { isAllInSight, MAP, mapScale, paintFrames, paintSight, paintSpots, type MapScale } from './map-paint.ts';
import type { CardNode } from './to-react-flow.ts';
import styles from './view-controls.module.css';
import { areaOf, lookAt, zoomBy } from './viewport.ts';

export function MapOfTheRest() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const map = canvas.current;
    if (map === null) return undefined;
    const paint = painter(map);
    let frame = 0;
    let { nodes: cards } = flow.store.getState();
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        paint(cards);
      });
    };
    const takeCards = () => {
      cards = flow.store.getState().nodes;
      later();
    };
    // Painting all of them anew takes longer than a frame of a drag has.
    const atLeisure = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        hands.whenFree(takeCards);
      }, LEISURE);
    };
    later();
    const stops = [
      drawn.store.subscribe((now, before) => {
        if (now.sight !== before.sight) later();
      }),
      // A card that is dragged moves by a pixel here: the map follows at leisure.
      flow.store.subscribe((now, before) => {
        if (now.nodes !== before.nodes) atLeisure();
      }),
      documentStore.subscribe((now, before) => {
        if (now.document.frames !== before.document.frames) atLeisure();
      }),
      viewStore.subscribe((now, before) => {
        if (now.theme !== before.theme) later();
      }),
    ];
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(waiting);
      stops.forEach((stop) => stop());
    };
  }, []);
  return (
    <Panel position="bottom-right" className={styles.map ?? ''}>
      <canvas
        ref={canvas}
        className={styles.bitmap}
        role="img"
        aria-label="Minimap"
        hidden
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          goThere(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) goThere(event);
        }}
        onWheel={(event: WheelEvent) => zoomBy(2 ** (-event.deltaY * ZOOM_PER_PIXEL))}
      />
    </Panel>
  );
}

const LEISURE = 200;
const ZOOM_PER_PIXEL = 0.002;

/** What the map shows now, for the pointer. */
let shown: MapScale | undefined;

function goThere({ clientX, clientY, currentTarget }: PointerEvent<HTMLCanvasElement>): void {
  if (shown === undefined) return;
  const { left, top } = currentTarget.getBoundingClientRect();
  lookAt({ x: (clientX - left) / shown.scale + shown.left, y: (clientY - top) / shown.scale + shown.top });
}

/** Paints a map again and again, and of that only what has changed. */
function painter(map: HTMLCanvasElement): (cards: readonly CardNode[]) => void {
  const spots = document.createElement('canvas');
  let of: { readonly cards: readonly CardNode[]; readonly whole: Rect } | undefined;
  let made:
    | {
        readonly cards: readonly CardNode[];
        readonly scale: MapScale;
        readonly theme: string;
        readonly frames: unknown;
      }
    | undefined;
  let colours: { readonly theme: string; readonly mask: string; readonly frame: string } | undefined;
  const token = (name: string) => getComputedStyle(map).getPropertyValue(name).trim();
  return (cards) => {
    const { sight } = drawn.store.getState();
    const { theme } = viewStore.getState();
    if (of?.cards !== cards) of = { cards, whole: areaOf(cards) };
    const { whole } = of;
    map.hidden = cards.length === 0 || isAllInSight(whole, sight);
    if (map.hidden) return;
    const [context, under] = [map.getContext('2d'), spots.getContext('2d')];
    if (context === null || under === null) return;
    const ratio = window.devicePixelRatio;
    const [width, height] = [Math.round(MAP.width * ratio), Math.round(MAP.height * ratio)];
    const scale = mapScale(whole, sight);
    shown = scale;
    // Asking for a style makes the browser work it out for the whole page: not at every frame.
    if (colours?.theme !== theme) colours = { theme, mask: token('--map-mask'), frame: token('--dim') };
    const { frames: given } = documentStore.getState().document;
    if (
      made?.cards !== cards ||
      made.frames !== given ||
      made.theme !== theme ||
      !sameScale(made.scale, scale) ||
      spots.width !== width
    ) {
      [spots.width, spots.height] = [width, height];
      paintSpots(under, cards, scale, ratio, colouring(token));
      const frames = framesOn(cards, token);
      paintFrames(under, frames, scale);
      map.dataset['frames'] = String(frames.length);
      made = { cards, scale, theme, frames: given };
    }
    // A new size makes the browser put its layers together anew.
    if (map.width !== width || map.height !== height) [map.width, map.height] = [width, height];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.drawImage(spots, 0, 0);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintSight(context, sight, scale, colours);
  };
}

const sameScale = (a: MapScale, b: MapScale): boolean => a.left === b.left && a.top === b.top && a.scale === b.scale;

function framesOn(cards: readonly CardNode[], token: (name: string) => string) {
  const { frames = [] } = documentStore.getState().document;
  if (frames.length === 0) return [];
  const rects = frameRects(frames, cards.map(drawnMember));
  return frames.flatMap(({ id, colour }) => {
    const rect = rects.get(id);
    return rect === undefined ? [] : [{ rect, colour: token(`--${colourToken(colour)}`) }];
  });
}

/** The colour of each card's kind, each looked up once. */
function colouring(token: (name: string) => string): (card: CardNode) => string {
  const colours = new Map<string, string>();
  return ({ data }) => {
    const { type } = data.node;
    const known = colours.get(type);
    if (known !== undefined) return known;
    const definition = ownCatalog(documentStore.getState().document).get(type);
    const colour = token(`--kind-${mainKind(definition)}`);
    colours.set(type, colour);
    return colour;
  };
}
