/** How much of something is done, as a bar. */
import { Svg } from './frame/chart-svg.tsx';

interface Props {
  readonly label: string;
  /** 0 … 1. */
  readonly fraction: number;
  readonly width: number;
}

export function ProgressBar({ label, fraction, width }: Props) {
  const done = Math.min(1, Math.max(0, fraction)) * width;
  return (
    <Svg summary={label} width={width} height={6}>
      <rect width={width} height={6} rx={3} style={{ fill: 'var(--line)' }} />
      {done > 0 && <rect width={Math.max(6, done)} height={6} rx={3} style={{ fill: 'var(--accent)' }} />}
    </Svg>
  );
}
