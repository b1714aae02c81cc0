/*
 * What runs in the page and notes times there. Everything a gesture costs is seen from inside: frames as the page
 * gets them, and the time from an event to the paint after the change that it led to.
 */
import type { Page } from 'playwright';

interface Recorder {
  /** Notes the time of every frame from now on. */
  frames(): void;
  /** Milliseconds between the frames since then. */
  stop(): readonly number[];
  /** Waits for the next event of this type, and then for the element's change to be painted. */
  expect(event: string, selector: string, wanted: Wanted): void;
  /** Milliseconds from that event to that paint. */
  painted(): Promise<number>;
  /** Milliseconds from the drop to the end of the last task over 50 ms, and how long the longest was. */
  opened(): Promise<Opened>;
  /** How long interactions took until the next paint, as the browser's event timing has it. */
  interactions(): readonly number[];
}

/** The element has a class, or another text than before. */
export type Wanted = { readonly hasClass: string } | 'another text';

export interface Opened {
  readonly ready: number;
  readonly longest: number;
}

type Key = keyof Recorder;
type Answer<K extends Key> = Awaited<ReturnType<Recorder[K]>>;

export async function installRecorder(page: Page): Promise<void> {
  await page.evaluate(install);
}

export function record<K extends Key>(page: Page, key: K, ...args: Parameters<Recorder[K]>): Promise<Answer<K>> {
  return page.evaluate(call, { key, args }) as Promise<Answer<K>>;
}

/** Runs in the page. */
function call({ key, args }: { readonly key: string; readonly args: readonly unknown[] }): unknown {
  const { recorder } = globalThis as unknown as { readonly recorder: Record<string, (...given: unknown[]) => unknown> };
  return recorder[key]?.(...args);
}

/** Runs in the page. */
function install(): void {
  /** So long a change that is painted may take, in milliseconds: one that never comes is a mistake of the bench. */
  const patience = 20_000;
  /** So long there must be no long task before the page counts as ready, in milliseconds. */
  const quiet = 600;
  let ticking = false;
  let times: number[] = [];
  let paint: Promise<number> | undefined;
  let dropped = 0;
  let last = 0;
  let longest = 0;
  let taken: number[] = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (dropped === 0 || startTime + duration < dropped) continue;
      last = Math.max(last, startTime + duration);
      longest = Math.max(longest, duration);
    }
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('interactionId' in entry && entry.interactionId !== 0) taken.push(entry.duration);
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  addEventListener('drop', (event) => (dropped = event.timeStamp), { capture: true });
  const afterPaint = (then: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then();
      port2.postMessage(undefined);
    });
  const recorder: Recorder = {
    frames() {
      ticking = true;
      times = [];
      const tick = (time: number) => {
        times.push(time);
        if (ticking) requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    },
    stop() {
      ticking = false;
      return times.slice(1).map((time, i) => time - (times[i] ?? time));
    },
    expect(type, selector, wanted) {
      const element = document.querySelector(selector);
      if (element === null) throw new Error(`There is no ${selector} to be watched.`);
      const text = element.textContent;
      // Anew each time: the card may have been drawn again by then.
      const changed = () => {
        const now = document.querySelector(selector);
        if (now === null) return false;
        return wanted === 'another text' ? now.textContent !== text : now.classList.contains(wanted.hasClass);
      };
      paint = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`After ${type}, no change of ${selector} was painted.`)), patience);
        const begin = (event: Event) => {
          const look = () => {
            if (!changed()) return false;
            changes.disconnect();
            afterPaint(() => resolve(performance.now() - event.timeStamp));
            return true;
          };
          const changes = new MutationObserver(look);
          if (look()) return;
          changes.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        };
        addEventListener(type, begin, { capture: true, once: true });
      });
    },
    painted: () => paint ?? Promise.reject(new Error('Nothing was to be watched.')),
    opened: () =>
      new Promise((resolve) => {
        let shown = 0;
        const look = () => {
          const sketch = document.querySelector('[data-testid="sketch"]:not([hidden])');
          if (shown === 0 && (document.querySelector('.react-flow__node') !== null || sketch !== null))
            shown = performance.now();
          if (shown > 0 && performance.now() - Math.max(last, shown) > quiet)
            resolve({ ready: Math.max(last, shown) - dropped, longest });
          else setTimeout(look, 50);
        };
        look();
      }),
    interactions() {
      const all = taken;
      taken = [];
      return all;
    },
  };
  Object.assign(globalThis, { recorder });
}
