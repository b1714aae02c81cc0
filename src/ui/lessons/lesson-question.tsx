/* A prediction: one answer is chosen, and then it is told why. */
import { Check, X } from 'lucide-react';
import { useId } from 'react';
import type { Question } from '../../graph/lesson-fields.ts';
import type { LessonStep } from '../../graph/lesson.ts';
import styles from './lesson-step.module.css';
import { answer } from './lessons.ts';

interface Props {
  readonly step: LessonStep;
  readonly ask: Question;
  readonly chosen: number | undefined;
}

export function LessonQuestion({ step, ask, chosen }: Props) {
  const id = useId();
  const { question, answers, right, why } = ask;
  return (
    <div className={styles.question} role="group" aria-labelledby={id}>
      <p id={id} className={styles.asked}>
        {question}
      </p>
      {answers.map((text, i) => {
        const mark = chosen === undefined ? undefined : markOf(i, chosen, right);
        return (
          <button
            key={text}
            type="button"
            className={styles.answer}
            aria-pressed={chosen === i}
            // It stays to be read, and keeps the focus.
            aria-disabled={chosen !== undefined}
            data-mark={mark?.kind}
            onClick={() => answer(step, i)}
          >
            <span className={styles.sign} aria-hidden="true">
              {mark?.kind === 'right' ? <Check size={12} /> : mark?.kind === 'wrong' ? <X size={12} /> : null}
            </span>
            <span>
              {text}
              {mark === undefined ? null : <span className={styles.verdict}> {mark.words}</span>}
            </span>
          </button>
        );
      })}
      {chosen === undefined || why === '' ? null : <p className={styles.why}>{why}</p>}
    </div>
  );
}

/** What stands behind an answer once one was chosen. */
function markOf(
  place: number,
  chosen: number,
  right: number | undefined,
): { readonly kind: 'right' | 'wrong' | 'chosen'; readonly words: string } | undefined {
  if (right === undefined) return place === chosen ? { kind: 'chosen', words: '– your answer' } : undefined;
  if (place === right) return { kind: 'right', words: place === chosen ? '– right, as you said' : '– this is right' };
  return place === chosen ? { kind: 'wrong', words: '– your answer' } : undefined;
}
