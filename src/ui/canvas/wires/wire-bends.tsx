/** The places that a wire is led through by hand: a drag moves one, a double click takes it out. */
import type { EdgeId, GraphEdge } from '../../../graph/types.ts';
import { dragBend, removeBend } from './bends.ts';
import styles from './wire.module.css';

interface Props {
  readonly id: EdgeId;
  readonly via: NonNullable<GraphEdge['via']>;
}

export const WireBends = ({ id, via }: Props) =>
  via.map(([x, y], i) => (
    <g key={i} className={`${styles.bend ?? ''} nopan`} data-bend={i} transform={`translate(${x} ${y})`}>
      <title>Drag to move this bend; double-click to take it out</title>
      <circle
        r={12}
        className={styles.grip}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.stopPropagation();
          dragBend(id, i);
        }}
        onDoubleClick={(event) => {
          event.stopPropagation();
          removeBend(id, i);
        }}
      />
      <circle r={4} className={styles.knob} />
    </g>
  ));
