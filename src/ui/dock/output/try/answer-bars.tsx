/** The network's answer: a bar for each class, the values, or the labels that it reads. */
import { compact } from '../../../../base/format.ts';
import { labelText, readLabels } from '../../../../catalog/data/read-labels.ts';
import type { DatasetInfo } from '../../../../catalog/define/index.ts';
import { guessOf } from '../plane-colours.ts';
import styles from './try.module.css';

interface Props {
  readonly info: DatasetInfo;
  readonly answer: Float32Array | undefined;
  /** What the example really is, where that is known. */
  readonly truth: string | undefined;
}

export function AnswerBars({ info, answer, truth }: Props) {
  if (answer === undefined) return <p className={styles.note}>The answer comes with the next reading.</p>;
  const { kind, names } = info.target;
  const known = truth === undefined ? null : <p className={styles.note}>It really is: {truth}.</p>;
  if (kind === 'sequence')
    return (
      <div className={styles.answer}>
        <p className={styles.verdict} role="status">
          {labelText(readLabels(answer, names.length + 1), names)}
        </p>
        {known}
      </div>
    );
  if (kind === 'values')
    return (
      <div className={styles.answer} role="status">
        {names.map((name, i) => (
          <p key={name} className={styles.value}>
            <span>{name}</span>
            <strong>{compact(answer[i] ?? Number.NaN)}</strong>
          </p>
        ))}
        {known}
      </div>
    );
  const shares = sharesOf(answer);
  const { index } = guessOf(answer);
  return (
    <div className={styles.answer}>
      <p className={styles.verdict} role="status">
        {index < 0 ? 'No number' : (names[index] ?? `class ${index}`)}
        {index >= 0 && <span>{percentOf(shares[index] ?? Number.NaN)}</span>}
      </p>
      <ul className={styles.bars}>
        {shares.map((share, i) => (
          <li key={i} data-chosen={i === index || undefined}>
            <span className={styles.name}>{names[i] ?? `class ${i}`}</span>
            <span className={styles.track}>
              <span className={styles.bar} style={{ width: `${100 * Math.min(1, Math.max(0, share))}%` }} />
            </span>
            <span className={styles.figure}>{percentOf(share)}</span>
          </li>
        ))}
      </ul>
      {known}
    </div>
  );
}

/** One share for each class; a single answer is that of the second of two. */
const sharesOf = (answer: Float32Array): readonly number[] => {
  const [one = Number.NaN] = answer;
  return answer.length === 1 ? [1 - one, one] : Array.from(answer);
};

const percentOf = (share: number): string =>
  share >= 0 && share <= 1 ? `${Math.round(share * 100)}\u00a0%` : compact(share);
