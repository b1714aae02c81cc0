/** A short piece of a line as it is drawn in a plot, for legends and lists. */
import type { SeriesSpec } from './plot-spec.ts';

export function LineSample({ style, colour, dash }: Pick<SeriesSpec, 'style' | 'colour' | 'dash'>) {
  const pattern = dash ?? (style === 'dashed' ? [4, 2.5] : []);
  const stroke = `var(${colour})`;
  return (
    <svg width={18} height={8} viewBox="0 0 18 8" aria-hidden>
      {style === 'dot' ? (
        <circle cx={9} cy={4} r={3} style={{ fill: 'none', stroke, strokeWidth: 2 }} />
      ) : (
        <line x1={0} x2={18} y1={4} y2={4} style={{ stroke, strokeWidth: 2 }} strokeDasharray={pattern.join(' ')} />
      )}
    </svg>
  );
}
