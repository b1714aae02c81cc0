/**
 * Examples as lines of figures: as many features as there is room for, each in a column of its own below its name,
 * and behind them what the network makes of the example.
 */
import { compact } from '../../base/format.ts';
import type { DatasetInfo } from '../../catalog/define/index.ts';
import type { DataView } from '../../protocol/data-view.ts';
import { rowFigures } from '../dock/output/examples.tsx';
import { judgedSplit } from '../dock/output/points.ts';
import styles from './views.module.css';

/** The heights of a line, and of the names above all lines. */
const [LINE, NAMES] = [20, 34];

/** How many examples have room in this height. */
export const linesIn = (height: number): number => Math.max(1, Math.floor((height - NAMES) / LINE));

/** What a figure takes with the gap behind it, what the words above the answers do, and about what a letter does. */
const [FIGURE, ANSWER, LETTER] = [52, 92, 6.2];

/** Between two columns, as in the style sheet. */
const GAP = 5;

/** How many features have room beside the longest answer: none where its names are long and the card is small. */
export function featuresIn(width: number, columns: number, lines: readonly ExampleLine[]): number {
  const letters = Math.max(0, ...lines.map(({ truth, guess }) => truth.length + guess.length + ' → '.length));
  return Math.max(0, Math.min(columns, Math.floor((width - Math.max(ANSWER, letters * LETTER)) / FIGURE)));
}

export interface ExampleLine {
  readonly row: number;
  /** The right answer and the network's. */
  readonly truth: string;
  readonly guess: string;
}

interface Props {
  readonly lines: readonly ExampleLine[];
  readonly data: DataView;
  readonly info: DatasetInfo;
  readonly width: number;
  /** The answers are numbers too. */
  readonly numeric?: boolean;
}

export function ExampleLines({ lines, data, info, width, numeric = false }: Props) {
  const { features } = data.splits[judgedSplit(data).name];
  const shown = featuresIn(width, data.columns, lines);
  const columns = Array.from({ length: shown }, (_, i) => i);
  const name = (i: number) => info.featureNames[i] ?? String(i);
  const style = { gridTemplateColumns: `${`${FIGURE - GAP}px `.repeat(shown)}minmax(0, 1fr)` };
  return (
    <ul className={styles.lines}>
      <li className={styles.row} style={style} data-names>
        {columns.map((i) => (
          <span key={i} title={name(i)}>
            {name(i)}
          </span>
        ))}
        <span>true → answered</span>
      </li>
      {lines.map(({ row, truth, guess }) => {
        const values = features.subarray(row * data.columns, (row + 1) * data.columns);
        return (
          <li key={row} className={styles.row} style={style} title={`${rowFigures(info, values)}: ${truth} → ${guess}`}>
            {columns.map((i) => (
              <span key={i} className={styles.values}>
                {compact(values[i] ?? Number.NaN)}
              </span>
            ))}
            <span className={styles.answers} data-numeric={numeric || undefined}>
              <span>{truth}</span> → <span>{guess}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
