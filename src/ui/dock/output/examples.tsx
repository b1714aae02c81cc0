/** Examples behind a cell of the confusion table, or every mistake: pictures, or rows of figures. */
import { Button } from '@mantine/core';
import { compact } from '../../../base/format.ts';
import type { DatasetInfo } from '../../../catalog/define/index.ts';
import { rowsShown } from '../../../protocol/data-view.ts';
import type { DataView } from '../../../protocol/data-view.ts';
import { ImageGrid } from '../../charts/image-grid.tsx';
import { examplesOf } from './confusion-facts.ts';
import type { ConfusionView, Misread } from './confusion-facts.ts';
import styles from './output.module.css';
import { judgedSplit } from './points.ts';

const MOST = 48;
const FIGURES = 6;
const [IMAGE, TILE] = [34, 74];

interface Props {
  readonly view: ConfusionView;
  readonly data: DataView;
  readonly info: DatasetInfo;
  readonly cell: { readonly truth: number; readonly guess: number } | undefined;
  readonly onAll: () => void;
}

export function Examples({ view, data, info, cell, onAll }: Props) {
  const found = foundIn(view, data, cell, MOST);
  const name = (index: number) => info.target.names[index] ?? `class ${index}`;
  const title =
    cell === undefined
      ? 'Mistakes'
      : cell.truth === cell.guess
        ? `${name(cell.truth)}, recognised`
        : `${name(cell.truth)} taken for ${name(cell.guess)}`;
  return (
    <section className={styles.examples} aria-label={title}>
      <div className={styles.examplesHead}>
        <h3 className={styles.sideTitle}>{title}</h3>
        {cell === undefined ? null : (
          <Button size="compact-xs" onClick={onAll}>
            All mistakes
          </Button>
        )}
      </div>
      {found.length === 0 ? (
        <p className={styles.axisNote}>{cell === undefined ? 'None at all.' : 'No example here.'}</p>
      ) : null}
      <ExampleList found={found} data={data} info={info} />
    </section>
  );
}

/** Examples that there is anything to show of. */
export function foundIn(
  view: ConfusionView,
  data: DataView,
  cell: Parameters<typeof examplesOf>[2],
  most: number,
): readonly Misread[] {
  const split = data.splits[judgedSplit(data).name];
  const looked = { ...view, predictions: view.predictions.subarray(0, rowsShown(split, data.columns)) };
  return examplesOf(looked, split.targets, cell, most);
}

interface ListProps extends Pick<Props, 'data' | 'info'> {
  readonly found: readonly Misread[];
  /** The side of a picture and the least width with its words, in pixels. */
  readonly side?: number;
  readonly tile?: number;
}

export function ExampleList({ found, data, info, side = IMAGE, tile = TILE }: ListProps) {
  const split = data.splits[judgedSplit(data).name];
  const name = (index: number) => info.target.names[index] ?? `class ${index}`;
  const features = (row: number) => split.features.subarray(row * data.columns, (row + 1) * data.columns);
  return (
    <ul
      className={info.image === undefined ? styles.rows : styles.tiles}
      style={{ ['--side' as string]: `${side}px`, ['--tile' as string]: `${tile}px` }}
    >
      {found.map(({ row, truth, guess, sure, ofTruth }) => {
        const words = `${name(truth)} → ${name(guess)}`;
        const answered = `${name(guess)} ${share(sure)}${truth === guess ? '' : `, ${name(truth)} ${share(ofTruth)}`}`;
        return (
          <li key={row} data-wrong={truth !== guess || undefined}>
            {info.image === undefined ? (
              <span className={styles.figures}>{rowFigures(info, features(row))}</span>
            ) : (
              <ImageGrid
                label={`${name(truth)}, taken for ${name(guess)}; answered: ${answered}`}
                images={[features(row)]}
                size={info.image}
                columns={1}
                width={side}
                height={side}
                framed
                lit={info.lit ?? false}
              />
            )}
            <span className={styles.pair} title={`Answered: ${answered}`}>
              {words}
              <span className={styles.sure}>{answeredShort(info, { truth, guess, sure, ofTruth })}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** A whole percentage; an answer that is no share as it is. */
const share = (value: number): string =>
  value >= 0 && value <= 1 ? `${Math.round(value * 100)}\u00a0%` : compact(value);

/** How sure the network was, and what it gave to the true class where that is another. */
const answeredShort = ({ image }: DatasetInfo, { truth, guess, sure, ofTruth }: Omit<Misread, 'row'>): string => {
  if (truth === guess) return share(sure);
  return image === undefined ? `${share(sure)} against ${share(ofTruth)}` : `${share(sure)} : ${share(ofTruth)}`;
};

export const rowFigures = (info: DatasetInfo, row: Float32Array): string =>
  Array.from(row.subarray(0, FIGURES), (value, i) => `${info.featureNames[i] ?? i} ${compact(value)}`).join(' · ');
