/** Places in the run that are worth a line of their own: upright and dotted, with words beside them where there is room. */
import { textWidth } from '../../charts/frame/text-width.ts';
import type { Plot } from '../../charts/frame/plot.ts';
import type { Mark } from './curve-data.ts';
import styles from './curves.module.css';
import { markWords } from './mark-words.ts';

/** Pixels between a line and its words, and from one line of words to the next. */
const [BESIDE, LINE] = [5, 13];

export function PlotMarks({ marks, plot }: { readonly marks: readonly Mark[]; readonly plot: Plot }) {
  const { left, top, bottom, width } = plot;
  return (
    <g className={styles.marks}>
      {marks.map(({ step, text, short, tone }, row) => {
        const x = Math.round(plot.x(step)) + 0.5;
        const words = markWords(x - left, width, [text, short ?? text], (each) => BESIDE + textWidth(each));
        const right = words.side === 'right';
        return (
          <g key={`${tone} ${row}`} data-tone={tone}>
            <line x1={x} x2={x} y1={top} y2={bottom} />
            <text x={right ? x + BESIDE : x - BESIDE} y={top + 9 + row * LINE} textAnchor={right ? 'start' : 'end'}>
              {words.text}
            </text>
          </g>
        );
      })}
    </g>
  );
}
