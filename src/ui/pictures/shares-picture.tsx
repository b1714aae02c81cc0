/** A function that shares out one whole among the values of a row is no curve: it is drawn as the shares it makes. */
import type { ActivationFunction } from '../../catalog/activations/functions/index.ts';
import { compact } from '../../base/format.ts';
import styles from './pictures.module.css';

/** The values of a row, from which shares are made. */
const ROW: readonly number[] = [2, 1, 0, -1];

/** What an activation makes of the row, where it gives shares of one whole: four numbers from 0 to 1. */
export function sharesOf({ rowwise, values: [least], overRow }: ActivationFunction): readonly number[] | undefined {
  if (rowwise !== true || overRow === undefined || least < 0) return undefined;
  return ROW.map((_x, place) => overRow(ROW, place).value);
}

/** `Four values, 2, 1, 0 and −1, as shares of one whole: 0.644, 0.237, 0.0871 and 0.0321.` */
export const sharesCaption = (shares: readonly number[]): string =>
  `Four values, ${enumerated(ROW)}, as shares of one whole: ${enumerated(shares)}.`;

const enumerated = (values: readonly number[]): string =>
  `${values.slice(0, -1).map(compact).join(', ')} and ${compact(values.at(-1) ?? Number.NaN)}`;

interface Props {
  readonly shares: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly caption?: string;
}

/** As large on screen while the view is zoomed out. */
const LETTERS = { fontSize: 'calc(var(--text-small) * min(var(--counter, 1), 1.45))' };

export function SharesPicture({ shares, width, height, caption }: Props) {
  const step = width / shares.length;
  const room = height - 14;
  return (
    <figure className={styles.shares}>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label="Shares that add up to one."
      >
        {shares.map((share, i) => (
          <rect
            key={ROW[i]}
            x={i * step + step * 0.15}
            y={room * (1 - share)}
            width={step * 0.7}
            height={room * share}
            rx={1.5}
            fill="var(--kind-tensor)"
          />
        ))}
        <line x1={0} x2={width} y1={room + 0.5} y2={room + 0.5} stroke="var(--line)" />
        <text x={width} y={13} textAnchor="end" fill="var(--dim)" style={LETTERS}>
          Σ = 1
        </text>
      </svg>
      {caption !== undefined && <figcaption className={styles.caption}>{caption}</figcaption>}
    </figure>
  );
}
