/** Shows that a table goes on beside what is in sight, and goes there. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import styles from './runs.module.css';

/** A part of a pixel is no column. */
const NOTHING = 1;
/** What was at the edge stays in sight. */
const STRIDE = 0.7;

interface Room {
  readonly left: boolean;
  readonly right: boolean;
}

export function Beyond({ frame }: { readonly frame: RefObject<HTMLElement | null> }) {
  const [room, setRoom] = useState<Room>({ left: false, right: false });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const look = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      const left = scrollLeft > NOTHING;
      const right = scrollLeft + clientWidth < scrollWidth - NOTHING;
      setRoom((now) => (now.left === left && now.right === right ? now : { left, right }));
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    for (const child of element.children) sizes.observe(child);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [frame]);
  const go = (direction: 1 | -1) => {
    const element = frame.current;
    element?.scrollBy({ left: direction * STRIDE * element.clientWidth });
  };
  return (
    <>
      {room.left ? (
        <button
          type="button"
          className={styles.beyond}
          data-side="left"
          aria-label="Back to the columns on the left"
          title="Back to the columns on the left"
          onClick={() => go(-1)}
        >
          <ChevronLeft size={15} aria-hidden />
        </button>
      ) : null}
      {room.right ? (
        <button
          type="button"
          className={styles.beyond}
          data-side="right"
          aria-label="More columns on the right"
          title="More columns on the right"
          onClick={() => go(1)}
        >
          <ChevronRight size={15} aria-hidden />
        </button>
      ) : null}
    </>
  );
}
