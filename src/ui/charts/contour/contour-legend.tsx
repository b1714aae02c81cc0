/** What the colours of a contour picture mean: its bands from the lowest value to the highest. */
import { compact } from '../../../base/format.ts';
import { viridis } from '../../viridis.ts';
import styles from './contour.module.css';
import { BANDS } from './contour-scale.ts';
import type { ContourScale } from './contour-scale.ts';

export function ContourLegend({
  scale: { low, high, logarithmic },
  of,
}: {
  readonly scale: ContourScale;
  readonly of: string;
}) {
  return (
    <div className={styles.legend}>
      <span>{of}</span>
      <span className="numbers">{compact(low)}</span>
      <svg viewBox={`0 0 ${BANDS} 1`} preserveAspectRatio="none" aria-hidden>
        {Array.from({ length: BANDS }, (_, band) => (
          <rect key={band} x={band} width={1.02} height={1} fill={viridis(band / (BANDS - 1))} />
        ))}
      </svg>
      <span className="numbers">{compact(high)}</span>
      {logarithmic ? <span>logarithmic</span> : null}
    </div>
  );
}
