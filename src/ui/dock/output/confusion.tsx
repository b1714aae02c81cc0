/*
 * True classes against predicted ones. One tab stop; arrow keys move between cells, and choosing a
 * cell lists its examples beside the table, as pictures where the data are images.
 */
import { useMemo, useRef, useState } from 'react';
import type { AriaAttributes, CSSProperties, KeyboardEvent } from 'react';
import { useElementSize } from '@mantine/hooks';
import { count, percent } from '../../../base/format.ts';
import { confusionFacts, countAt } from './confusion-facts.ts';
import { Examples } from './examples.tsx';
import type { OutputProps } from './output.tsx';
import styles from './output.module.css';
import { describeOutput } from './output-words.ts';

/** Breaks in the middle, if at all. */
const CORNER = 'true\u00a0↓ predicted\u00a0→';

interface Cell {
  readonly truth: number;
  readonly guess: number;
}

export function Confusion({ view, data, info, companion }: OutputProps<'confusion'>) {
  const facts = useMemo(() => confusionFacts(view), [view]);
  const sentence = useMemo(() => describeOutput(view, data, info), [view, data, info]);
  const [chosen, setChosen] = useState<Cell>();
  const [focus, setFocus] = useState<Cell>({ truth: 0, guess: 0 });
  const table = useRef<HTMLTableElement>(null);
  const { ref: frame, height: room } = useElementSize<HTMLDivElement>();
  const { ref: rows, height: all } = useElementSize<HTMLTableSectionElement>();
  const { classes } = view;
  const names = Array.from({ length: classes }, (_, i) => info.target.names[i] ?? `class ${i}`);
  const shade = (cell: Cell): CSSProperties => {
    const share = facts.most === 0 ? 0 : countAt(view, cell.truth, cell.guess) / facts.most;
    return { '--share': `${Math.round(Math.sqrt(share) * 70)}%` } as CSSProperties;
  };
  if (companion) return <SmallConfusion names={names} sentence={sentence} shade={shade} />;

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === 'Escape') setChosen(undefined);
    if (step === undefined) return;
    event.preventDefault();
    const within = (index: number) => Math.min(classes - 1, Math.max(0, index));
    const next = { truth: within(focus.truth + step[0]), guess: within(focus.guess + step[1]) };
    setFocus(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.truth}-${next.guess}"]`)?.focus();
  };
  const isCut = room > 0 && all > room;
  const same = (a: Cell | undefined, b: Cell) => a?.truth === b.truth && a.guess === b.guess;
  return (
    <div className={styles.withSide}>
      {isCut && (
        // The whole at a glance, beside the rows that have room.
        <div className={styles.overview} aria-hidden="true" data-testid="confusion-overview">
          <Shades names={names} shade={shade} />
        </div>
      )}
      <div className={styles.tableFrame} ref={frame}>
        <table className={styles.confusion} ref={table} aria-label={`True classes against predicted ones. ${sentence}`}>
          <thead>
            <tr>
              <th scope="col">{CORNER}</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">right</th>
            </tr>
          </thead>
          <tbody ref={rows}>
            {names.map((name, truth) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {names.map((guessed, guess) => {
                  const cell = { truth, guess };
                  const n = countAt(view, truth, guess);
                  return (
                    <td key={guessed}>
                      <button
                        type="button"
                        data-cell={`${truth}-${guess}`}
                        data-right={truth === guess || undefined}
                        data-empty={n === 0 || undefined}
                        style={shade(cell)}
                        tabIndex={same(focus, cell) ? 0 : -1}
                        aria-label={`${count(n)} of ${name} taken for ${guessed}`}
                        aria-pressed={same(chosen, cell)}
                        onKeyDown={onKeyDown}
                        onClick={() => {
                          setFocus(cell);
                          setChosen(same(chosen, cell) ? undefined : cell);
                        }}
                      >
                        {n === 0 ? '·' : n}
                      </button>
                    </td>
                  );
                })}
                <td className={styles.recall}>
                  {facts.recall[truth] === undefined ? '–' : percent(facts.recall[truth])}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={`${styles.side} ${styles.grows}`} role="region" aria-label="Examples" tabIndex={0}>
        <p className={styles.sentence}>{sentence}</p>
        <Examples view={view} data={data} info={info} cell={chosen} onAll={() => setChosen(undefined)} />
      </div>
    </div>
  );
}

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

interface SmallProps {
  readonly names: readonly string[];
  readonly sentence: string;
  shade(cell: Cell): CSSProperties;
}

/** The table as a picture of its shades. */
function SmallConfusion({ names, sentence, shade }: SmallProps) {
  return (
    <div className={styles.stage}>
      <Shades names={names} shade={shade} role="img" aria-label={`Confusion table. ${sentence}`} />
    </div>
  );
}

function Shades({ names, shade, ...said }: Omit<SmallProps, 'sentence'> & AriaAttributes & { readonly role?: string }) {
  return (
    <div className={styles.small} {...said} style={{ gridTemplateColumns: `repeat(${names.length}, 1fr)` }}>
      {names.flatMap((_, truth) =>
        names.map((__, guess) => (
          <span key={`${truth}-${guess}`} data-right={truth === guess || undefined} style={shade({ truth, guess })} />
        )),
      )}
    </div>
  );
}
