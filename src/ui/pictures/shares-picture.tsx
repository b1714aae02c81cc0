/** A function that shares out one whole among the values of a row is no curve: it is drawn as the shares it makes. */
import styles from './pictures.module.css';

/** The values of a row, from which shares are made: each is e times the next. */
const ROW: readonly number[] = [2, 1, 0, -1];
const SUM = ROW.reduce((sum, x) => sum + Math.exp(x), 0);
const SHARES = ROW.map((x) => Math.exp(x) / SUM);

interface Props {
  readonly width: number;
  readonly height: number;
  readonly caption?: string;
}

/** As large on screen while the view is zoomed out. */
const LETTERS = { fontSize: 'calc(11px * min(var(--counter, 1), 1.45))' };

export function SharesPicture({ width, height, caption }: Props) {
  const step = width / SHARES.length;
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
        {SHARES.map((share, i) => (
          <rect
            key={share}
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
