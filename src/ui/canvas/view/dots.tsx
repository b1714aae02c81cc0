/*
 * The dots behind the graph. They are a layer of their own: while the view is only shifted, nothing of it is painted
 * again. React Flow's own background is a pattern that the browser fills the whole canvas with at every frame.
 */
import { useLayoutEffect, useRef } from 'react';
import { useStoreApi } from 'reactflow';
import { dotsAt } from './dots-at.ts';
import styles from './dots.module.css';

export function Dots() {
  const layer = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useLayoutEffect(() => {
    const style = layer.current?.style;
    if (style === undefined) return undefined;
    let zoom = 0;
    const place = ([x, y, scale]: Place) => {
      const dots = dotsAt(x, y, scale);
      style.transform = `translate(${dots.x}px, ${dots.y}px)`;
      if (scale === zoom) return;
      zoom = scale;
      style.setProperty('--gap', `${dots.gap}px`);
      style.setProperty('--radius', `${dots.radius}px`);
      style.setProperty('--strength', `${dots.strength}%`);
    };
    place(store.getState().transform);
    return store.subscribe((now, before) => {
      if (now.transform !== before.transform) place(now.transform);
    });
  }, [store]);
  return <div ref={layer} className={styles.dots} data-testid="dots" data-moves-along aria-hidden="true" />;
}

type Place = readonly [x: number, y: number, zoom: number];
