/** How a wire is doing, told by shape, colour and word at once. */
import type { HealthLevel } from '../../protocol/health.ts';
import styles from './charts.module.css';

export type HealthTone = 'fine' | 'warn' | 'bad' | 'quiet';

/** The tone of each of the compiler's findings. */
export const HEALTH_TONES: Readonly<Record<HealthLevel, HealthTone>> = {
  fine: 'fine',
  silent: 'quiet',
  dead: 'bad',
  dying: 'warn',
  vanishing: 'warn',
  saturated: 'warn',
  exploding: 'bad',
  unknown: 'quiet',
};

/** On a field of 10 × 10. */
export const HEALTH_SHAPES: Readonly<Record<HealthTone, string>> = {
  fine: 'M5 1.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0 -7.6Z',
  warn: 'M5 0.8L9.6 9H0.4Z',
  bad: 'M5 0L10 5L5 10L0 5Z',
  quiet: 'M5 1.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0 -7.6Z M5 3a2 2 0 1 1 0 4a2 2 0 1 1 0 -4Z',
};

export const HEALTH_COLOURS: Readonly<Record<HealthTone, string>> = {
  fine: 'var(--fine)',
  warn: 'var(--warn)',
  bad: 'var(--bad)',
  quiet: 'var(--dim)',
};

interface Props {
  readonly tone: HealthTone;
  /** One or two words, e.g. `dying`. */
  readonly label: string;
  /** The mark alone; its label is still there for people who listen. */
  readonly iconOnly?: boolean;
}

export function HealthMark({ tone, label, iconOnly = false }: Props) {
  return (
    <span className={styles.health}>
      <svg
        width={10}
        height={10}
        viewBox="0 0 10 10"
        {...(iconOnly ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      >
        <path d={HEALTH_SHAPES[tone]} fillRule="evenodd" style={{ fill: HEALTH_COLOURS[tone] }} />
      </svg>
      {!iconOnly && label}
    </span>
  );
}
