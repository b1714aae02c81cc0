/* The end of a lesson: how the predictions went, and the example that comes next. */
import { Button } from '@mantine/core';
import { ArrowRight, RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { plural } from '../../base/format.ts';
import type { LessonStep } from '../../graph/lesson.ts';
import { openExample } from '../persistence/open-document.ts';
import { documentStore } from '../stores/document.ts';
import styles from './lesson-step.module.css';
import { beginAgain } from './lessons.ts';
import { nextExample, type NextExample } from './next-example.ts';

interface Props {
  readonly steps: readonly LessonStep[];
  readonly answers: Readonly<Record<number, number>>;
}

export function LessonEnd({ steps, answers }: Props) {
  const next = useNext();
  return (
    <>
      <h2 className={styles.title}>That was the lesson</h2>
      <p className={styles.text}>
        You have come to the end of its {plural(steps.length, 'step')}. {foreseen(steps, answers)}
      </p>
      <p className={styles.text}>The graph is yours: change it, train it, and see what comes of it.</p>
      <div className={styles.action}>
        <Button leftSection={<RotateCcw size={13} aria-hidden />} onClick={beginAgain}>
          Begin again
        </Button>
      </div>
      {next === undefined ? null : (
        <div className={styles.next}>
          <p className={styles.asked}>Next</p>
          <Button
            rightSection={<ArrowRight size={14} aria-hidden />}
            className={styles.example ?? ''}
            onClick={() => openExample(next.text, next.name)}
          >
            {next.name}
          </Button>
        </div>
      )}
    </>
  );
}

/** `2 of your 3 predictions came true.` */
export function foreseen(steps: readonly LessonStep[], answers: Props['answers']): string {
  const asked = steps.filter(({ ask, number }) => ask?.right !== undefined && answers[number] !== undefined);
  const right = asked.filter(({ ask, number }) => ask?.right === answers[number]);
  if (asked.length === 1)
    return right.length === 1 ? 'Your prediction came true.' : 'Your prediction did not come true.';
  return asked.length === 0 ? '' : `${right.length} of your ${asked.length} predictions came true.`;
}

function useNext(): NextExample | undefined {
  const [next, setNext] = useState<NextExample>();
  useEffect(() => {
    let gone = false;
    void nextExample(documentStore.getState().whole).then((found) => {
      if (!gone) setNext(found);
    });
    return () => {
      gone = true;
    };
  }, []);
  return next;
}
