/** How much of the variance each direction holds, as bars; those that are not kept are paler. */
import { percent } from '../../../base/format.ts';
import { ChartFrame } from '../../charts/frame/chart-frame.tsx';
import styles from './preprocessing.module.css';

interface Props {
  readonly variances: Float64Array;
  readonly kept: number;
  readonly width: number;
  readonly height: number;
}

const MOST = 20;

export function VarianceChart({ variances, kept, width, height }: Props) {
  const { shares, sentence } = sharesOf(variances, kept);
  const shown = shares.slice(0, MOST);
  return (
    <ChartFrame
      place="panel"
      summary={sentence}
      table={() => ({
        caption: 'The share of the variance that each component holds',
        columns: ['component', 'share', 'together'],
        rows: shown.map((share, i) => [
          String(i + 1),
          percent(share),
          percent(shares.slice(0, i + 1).reduce((sum, each) => sum + each, 0)),
        ]),
      })}
      width={width}
      height={height}
      x={{ domain: [0.5, shown.length + 0.5], ticks: 0 }}
      y={{ domain: [0, Math.max(1e-9, shown[0] ?? 1)], ticks: 0 }}
      margins={{ bottom: 6 }}
    >
      {({ x, y, bottom }) =>
        shown.map((share, i) => {
          const [left, right] = [x(i + 0.6), x(i + 1.4)];
          return (
            <g key={i}>
              <rect
                className={i < kept ? styles.kept : styles.dropped}
                x={left}
                y={y(share)}
                width={Math.max(1, right - left)}
                height={Math.max(0.5, bottom - y(share))}
              />
              {shown.length <= 6 && (
                <text className={styles.share} x={(left + right) / 2} y={Math.max(11, y(share) - 4)} aria-hidden>
                  {percent(share)}
                </text>
              )}
            </g>
          );
        })
      }
    </ChartFrame>
  );
}

/** The shares from the largest on, and what they come to in words. */
export function sharesOf(
  variances: Float64Array,
  kept: number,
): { readonly shares: readonly number[]; readonly sentence: string } {
  const total = variances.reduce((sum, each) => sum + each, 0);
  const shares = Array.from(variances, (each) => (total > 0 ? each / total : 0));
  const held = shares.slice(0, kept).reduce((sum, each) => sum + each, 0);
  const first = `The first component holds ${percent(shares[0] ?? 0)} of the variance`;
  const sentence =
    kept < shares.length
      ? `${first}; the ${kept === 1 ? 'one that is' : `${kept} that are`} kept of ${shares.length} hold ${percent(held)}.`
      : `${first} of ${shares.length}; all are kept.`;
  return { shares, sentence };
}
