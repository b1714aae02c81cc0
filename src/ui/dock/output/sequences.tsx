/** What the network reads of each held-out sequence, mistakes first. */
import { useMemo } from 'react';
import { labelText } from '../../../catalog/data/read-labels.ts';
import { rowsShown } from '../../../protocol/data-view.ts';
import { ImageGrid } from '../../charts/image-grid.tsx';
import type { OutputProps } from './output.tsx';
import styles from './output.module.css';
import { describeOutput } from './output-words.ts';
import { judgedSplit } from './points.ts';
import { mistakesFirst, sequencesRead } from './sequence-facts.ts';

const [MOST, FEW] = [60, 6];
/** Height of a picture, and beside something else; its width follows. */
const [PICTURE, LITTLE] = [26, 20];

export function Sequences({ view, data, info, companion }: OutputProps<'sequences'>) {
  const sentence = useMemo(() => describeOutput(view, data, info), [view, data, info]);
  const split = data.splits[judgedSplit(data).name];
  // Only of these is there anything to show.
  const shown = useMemo(
    () => mistakesFirst(sequencesRead(view).slice(0, rowsShown(split, data.columns))).slice(0, companion ? FEW : MOST),
    [view, split, data.columns, companion],
  );
  const height = companion ? LITTLE : PICTURE;
  const width = info.image === undefined ? 0 : (height * info.image[0]) / info.image[1];
  const list = (
    <ul className={styles.sequences} aria-label={`What is read of each sequence, mistakes first. ${sentence}`}>
      {shown.map(({ row, truth, read, right }) => {
        const [is, said] = [labelText(truth, info.target.names), labelText(read, info.target.names)];
        return (
          <li key={row} data-right={right || undefined}>
            {info.image === undefined ? null : (
              <div className={styles.line} style={{ width }}>
                <ImageGrid
                  label={`Sequence ${is}`}
                  images={[split.features.subarray(row * data.columns, (row + 1) * data.columns)]}
                  size={info.image}
                  columns={1}
                  width={width}
                  height={height}
                  framed
                  lit={info.lit ?? false}
                />
              </div>
            )}
            <span className={styles.pair}>{right ? `${said}, right` : `${said}, but it is ${is}`}</span>
          </li>
        );
      })}
    </ul>
  );
  if (companion) return <div className={styles.stage}>{list}</div>;
  return (
    <div className={`${styles.side} ${styles.grows}`} role="region" aria-label="Sequences" tabIndex={0}>
      <p className={styles.sentence}>{sentence}</p>
      {list}
    </div>
  );
}
