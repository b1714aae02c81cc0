/*
 * How long the page rests between two drawings of a run's figures: a tenth of a second, and longer where
 * drawing is dear, as without a graphics card, because training wants the processor too.
 */
import { hands } from './hands.ts';

/** The part of the time that may go to drawing, where that lies within the bounds below. */
const SHARE = 0.15;
/** Nobody reads faster. */
const LEAST_MS = 100;
/** Figures that change less than twice a second look dead. */
const MOST_MS = 400;

export interface Clock {
  now(): number;
  /** Calls `begin` when the next picture is made, and `end` when it is. */
  frame(begin: () => void, end: () => void): void;
}

export interface Breath {
  /** Does work that changes what is on the page, and takes the time of it and of drawing it. */
  draw(work: () => void): void;
  /** Milliseconds to rest after that. */
  rest(): number;
  /** Whether drawing had better wait, because a hand moves what would stop for it. */
  waits(): boolean;
}

const ofThePage: Clock = {
  now: () => performance.now(),
  frame(begin, end) {
    if (typeof requestAnimationFrame !== 'function') return;
    requestAnimationFrame(() => {
      begin();
      // Style, layout and paint come after this callback and before the next task.
      setTimeout(end, 0);
    });
  },
};

export function createBreath({ now, frame }: Clock = ofThePage, waits: () => boolean = hands.busy): Breath {
  let cost = 0;
  return {
    draw(work) {
      const start = now();
      work();
      // React has rendered by the time of a later microtask.
      queueMicrotask(() => {
        const own = now() - start;
        let begun = 0;
        frame(
          () => (begun = now()),
          () => (cost = own + now() - begun),
        );
      });
    },
    rest: () => Math.min(MOST_MS, Math.max(LEAST_MS, cost / SHARE - cost)),
    waits,
  };
}
