import { markersPath } from '../charts/markers.ts';
import type { ScatterGroup } from '../charts/scatter.tsx';
import styles from './pictures.module.css';

/** Names the marks; for values, only the two ends of the colour scale. */
export function Legend({ groups, values }: { groups: readonly ScatterGroup[]; values: boolean }) {
  const shown = values ? groups.filter((_, index) => index % 3 === 0) : groups.slice(0, 10);
  if (shown.length < 2) return null;
  return (
    <ul className={styles.legend}>
      {shown.map((group) => (
        <li key={group.name}>
          <svg width={10} height={10} viewBox="-5 -5 10 10" aria-hidden>
            <path d={markersPath(group.marker, [{ x: 0, y: 0 }], 3.4)} style={{ fill: group.colour }} />
          </svg>
          {group.name}
        </li>
      ))}
    </ul>
  );
}
