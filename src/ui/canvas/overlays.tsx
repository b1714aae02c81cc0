/** Lines that are drawn over the canvas during a gesture: a cut through wires, and what a moved card is level with. */
import { ViewportPortal } from 'reactflow';
import { useCanvas } from './canvas-store.ts';
import styles from './overlays.module.css';

export function CutLine() {
  const cut = useCanvas((state) => state.cut);
  if (cut === undefined) return null;
  return (
    <svg className={styles.cut} aria-hidden="true" data-testid="cut">
      <polyline points={cut.map(({ x, y }) => `${x},${y}`).join(' ')} />
    </svg>
  );
}

export function Guides() {
  const guides = useCanvas((state) => state.guides);
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <div
          key={`${axis} ${at}`}
          className={styles.guide}
          data-testid="guide"
          style={
            axis === 'x'
              ? { left: at, top: from, height: to - from, width: 0 }
              : { top: at, left: from, width: to - from, height: 0 }
          }
        />
      ))}
    </ViewportPortal>
  );
}
