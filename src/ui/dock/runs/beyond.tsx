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

interface Props {
  readonly frame: RefObject<HTMLElement | null>;
}

export function Beyond({ frame }: Props) {
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
  return (
    <>
      {room.left ? <Edge frame={frame} side="left" /> : null}
      {room.right ? <Edge frame={frame} side="right" /> : null}
    </>
  );
}

const EDGES = {
  left: { words: 'Back to the columns on the left', direction: -1, Icon: ChevronLeft },
  right: { words: 'More columns on the right', direction: 1, Icon: ChevronRight },
} as const;

function Edge({ frame, side }: Props & { readonly side: keyof typeof EDGES }) {
  const { words, direction, Icon } = EDGES[side];
  const go = () => {
    const element = frame.current;
    element?.scrollBy({ left: direction * STRIDE * element.clientWidth });
  };
  return (
    <button type="button" className={styles.beyond} data-side={side} aria-label={words} title={words} onClick={go}>
      <Icon size={15} aria-hidden />
    </button>
  );
}
