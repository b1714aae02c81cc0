/** The confusion table on a card: the names of the classes along two sides, and figures where cells have room for them. */
import type { CSSProperties } from 'react';
import { count } from '../../base/format.ts';
import { confusionFacts, countAt } from '../dock/output/confusion-facts.ts';
import { describeOutput } from '../dock/output/output-words.ts';
import type { DrawProps } from './answer-view.tsx';
import styles from './labelled-confusion.module.css';

/** Room for the names of the true classes, and for those of the predicted ones. */
const [NAMES, HEADS] = [40, 16];
/** The least side of a cell with a figure in it, and about what a letter takes. */
const [FIGURE, LETTER] = [17, 6];
/** From this height of a cell on, the name of its class may break into lines. */
const THREE_LINES = 36;

export function LabelledConfusion({ view, data, info, width, height }: DrawProps) {
  if (view.kind !== 'confusion') return null;
  const { classes } = view;
  const facts = confusionFacts(view);
  const cell = { width: (width - NAMES) / classes, height: (height - HEADS) / classes };
  const figures = Math.min(cell.width, cell.height) >= FIGURE;
  const all = Array.from({ length: classes }, (_, i) => i);
  const name = (index: number) => info.target.names[index] ?? `class ${index}`;
  const shade = (truth: number, guess: number): CSSProperties => {
    const share = facts.most === 0 ? 0 : countAt(view, truth, guess) / facts.most;
    return { ['--share' as string]: `${Math.round(Math.sqrt(share) * 70)}%` };
  };
  const tracks = {
    gridTemplateColumns: `${NAMES}px repeat(${classes}, 1fr)`,
    gridTemplateRows: `${HEADS}px repeat(${classes}, 1fr)`,
  };
  return (
    <div
      className={styles.table}
      role="img"
      aria-label={`True classes against predicted ones. ${describeOutput(view, data, info)}`}
      style={tracks}
    >
      <span className={styles.corner}>true ↓</span>
      {all.map((guess) => (
        <span key={guess} className={styles.head} title={`Taken for ${name(guess)}`}>
          {cell.width >= Math.min(22, LETTER * name(guess).length) ? name(guess) : ''}
        </span>
      ))}
      {all.flatMap((truth) => [
        <span
          key={truth}
          className={styles.name}
          data-tall={cell.height >= THREE_LINES || undefined}
          title={`Really ${name(truth)}`}
        >
          {name(truth)}
        </span>,
        ...all.map((guess) => (
          <span
            key={`${truth} ${guess}`}
            className={styles.cell}
            data-right={truth === guess || undefined}
            style={shade(truth, guess)}
          >
            {figures && countAt(view, truth, guess) > 0 ? count(countAt(view, truth, guess)) : ''}
          </span>
        )),
      ])}
    </div>
  );
}
