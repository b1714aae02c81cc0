/*
 * Figures that change several times a second are painted into the page by hand: React draws the frame around them
 * once, and again only when it is to look another way.
 */
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { barsOutline } from '../charts/bars.tsx';
import { useRunScope } from '../stores/run-scope.ts';
import { shownRunStore } from '../stores/run.ts';
import type { RunState } from '../stores/types.ts';

/** Paints what is read from the run into the element, whenever that has changed. */
export function usePainted<E extends Element, T>(
  read: (run: RunState) => T,
  paint: (element: E, value: T) => void,
): RefObject<E | null> {
  const runs = useRunScope()?.shown ?? shownRunStore;
  const element = useRef<E>(null);
  const latest = useRef({ read, paint });
  const painted = useRef<{ readonly value: T } | undefined>(undefined);
  // React has rendered anew: it may have been told to read or to paint otherwise.
  useLayoutEffect(() => {
    latest.current = { read, paint };
    painted.current = { value: read(runs.getState()) };
    if (element.current !== null) paint(element.current, painted.current.value);
  });
  useEffect(
    () =>
      runs.subscribe((run) => {
        const value = latest.current.read(run);
        if (element.current === null || value === painted.current?.value) return;
        painted.current = { value };
        latest.current.paint(element.current, value);
      }),
    [runs],
  );
  return element;
}

/** Words made of figures. */
export function PaintedText({
  read,
  className,
}: {
  readonly read: (run: RunState) => string;
  readonly className?: string | undefined;
}) {
  const element = usePainted<HTMLSpanElement, string>(read, (span, text) => {
    // Also the same text would be laid out again.
    if (span.textContent !== text) span.textContent = text;
  });
  return <span className={className} ref={element} />;
}

interface BarsProps {
  readonly read: (run: RunState) => ArrayLike<number> | undefined;
  readonly width: number;
  readonly height: number;
  readonly color: string;
}

/** A tiny histogram. */
export function PaintedBars({ read, width, height, color }: BarsProps) {
  const element = usePainted<SVGPathElement, ArrayLike<number> | undefined>(read, (path, bins) => {
    const outline = bins === undefined ? '' : barsOutline(bins, width, height);
    // A wire that moves is rendered at every frame, and its bars would be laid out and painted again.
    if (path.getAttribute('d') !== outline) path.setAttribute('d', outline);
  });
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      style={{ display: 'block' }}
    >
      <path ref={element} fill={color} />
    </svg>
  );
}
