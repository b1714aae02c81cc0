/* Brings what a step looks at into sight, opens its tab, and keeps the panel out of the way of what it points at. */
import { useEffect, useState, type RefObject } from 'react';
import { DOCK_TABS } from '../dock/tabs.tsx';
import { around, type Rect } from '../../graph/placing/boxes.ts';
import type { LessonStep } from '../../graph/lesson.ts';
import { drawn } from '../canvas/view/drawn.ts';
import { flow } from '../canvas/view/flow.ts';
import { detailAt } from '../canvas/view/lod.ts';
import { canvasElement, fitBeside, viewNow } from '../canvas/view/viewport.ts';
import { documentStore } from '../stores/document.ts';
import { viewStore } from '../stores/view-state.ts';
import { areInSight, freeCorner, roomBeside, type Corner } from './corners.ts';
import { boxesOf, lessonMarksOf } from './lesson-marks-of.ts';

/** Milliseconds until a graph that was just opened has found its view, and until a moved view rests. */
const SETTLED = 250;

export function useLessonView(panel: RefObject<HTMLElement | null>, step: LessonStep | undefined): Corner {
  const [corner, setCorner] = useState<Corner>('bottom right');
  useEffect(() => {
    if (step?.open !== undefined) openTab(step.open);
    if (step === undefined || step.look.length === 0) return undefined;
    const { inside, enter } = documentStore.getState();
    // The lesson speaks of the whole graph.
    if (inside.length > 0) enter([]);
    // A graph that is being opened fits itself first; what is looked at must not be covered by the panel.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setCorner((now) => bringIntoSight(step, panel.current, now)), SETTLED);
    };
    // Called at first, and when an answer makes the panel higher.
    const grown = new ResizeObserver(later);
    if (panel.current !== null) grown.observe(panel.current);
    return () => {
      clearTimeout(timer);
      grown.disconnect();
    };
  }, [step, panel]);

  useEffect(() => {
    if (step === undefined || step.look.length === 0) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setCorner((now) => placed(step, panel.current)?.free(now) ?? now), SETTLED);
    };
    later();
    const end = drawn.store.subscribe(later);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [step, panel]);
  return corner;
}

function openTab(name: string): void {
  const tab = DOCK_TABS.find(({ id }) => id === name);
  if (tab === undefined) return;
  const { panels, togglePanel, setDockTab } = viewStore.getState();
  if (!panels.dock) togglePanel('dock');
  setDockTab(tab.id);
}

/** Moves the view only where something is out of sight or too far away to be read, or no corner is free of it. */
function bringIntoSight(step: LessonStep, panel: HTMLElement | null, corner: Corner): Corner {
  const now = placed(step, panel);
  if (now === undefined) return corner;
  const free = now.free(corner);
  if (free !== undefined && !now.far && areInSight(now.boxes, now.room)) return free;
  // A view that one cannot read comes nearer.
  fitBeside(now.area, roomBeside(now.area, now.room, now.size), now.far ? 1 : now.zoom);
  return 'bottom right';
}

interface Placed {
  readonly room: DOMRect;
  readonly size: DOMRect;
  /** Around all that is looked at, in document coordinates. */
  readonly area: Rect;
  /** Each of it, in pixels from the upper left of the canvas. */
  readonly boxes: readonly Rect[];
  readonly zoom: number;
  /** Cards show no more than their titles. */
  readonly far: boolean;
  readonly free: (now: Corner) => Corner | undefined;
}

function placed({ look }: LessonStep, panel: HTMLElement | null): Placed | undefined {
  const { nodes, edges } = flow.store.getState();
  const all = boxesOf(lessonMarksOf(look, documentStore.getState().document, nodes, edges));
  const [area, view, canvas] = [around(all), viewNow(), canvasElement()];
  if (area === undefined || view === undefined || canvas === null || panel === null) return undefined;
  const [room, size] = [canvas.getBoundingClientRect(), panel.getBoundingClientRect()];
  const boxes = all.map(({ x, y, width, height }) => ({
    x: x * view.zoom + view.x,
    y: y * view.zoom + view.y,
    width: width * view.zoom,
    height: height * view.zoom,
  }));
  return {
    room,
    size,
    area,
    boxes,
    zoom: view.zoom,
    far: detailAt(view.zoom) === 'far',
    free: (now) => freeCorner(now, room, size, boxes),
  };
}
