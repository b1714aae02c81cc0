/* One step: its text, its question, what it asks to do, and what is then to be seen. */
import { Button } from '@mantine/core';
import { Check, Pause, Play, WandSparkles } from 'lucide-react';
import type { LessonStep } from '../../graph/lesson.ts';
import { toggleTraining } from '../shell/app-actions.ts';
import { useDocument } from '../stores/document.ts';
import { useLiveRun } from '../stores/run.ts';
import { anyBusy, isOver } from '../stores/side-runs.ts';
import { ClaimLine } from './claim-line.tsx';
import { LessonQuestion } from './lesson-question.tsx';
import styles from './lesson-step.module.css';
import { changeWords } from './lesson-words.ts';
import { doStep, isDone } from './lessons.ts';

interface Props {
  readonly step: LessonStep;
  readonly chosen: number | undefined;
}

export function LessonStepView({ step, chosen }: Props) {
  const { title, text, ask, change, train, claim } = step;
  // What is to be seen would answer it.
  const isUnanswered = ask !== undefined && chosen === undefined;
  return (
    <>
      {title === '' ? null : <h2 className={styles.title}>{title}</h2>}
      {paragraphs(text).map((each) => (
        <p key={each} className={styles.text}>
          {each}
        </p>
      ))}
      {ask === undefined ? null : <LessonQuestion step={step} ask={ask} chosen={chosen} />}
      {change.length === 0 ? null : <DoIt step={step} />}
      {train ? <TrainIt /> : null}
      {claim === undefined || isUnanswered ? null : <ClaimLine claim={claim} trained={train} />}
    </>
  );
}

/** Each once: equal ones would be one paragraph to React. */
const paragraphs = (text: string): readonly string[] => [
  ...new Set(text.split(/\n\s*\n/).filter((each) => each.trim() !== '')),
];

function DoIt({ step }: { readonly step: LessonStep }) {
  const done = useDocument(({ whole }) => isDone(step.change, whole));
  return (
    <div className={styles.action}>
      <Button
        // It keeps the focus when it is done.
        aria-disabled={done}
        data-quiet={done || undefined}
        leftSection={done ? <Check size={14} aria-hidden /> : <WandSparkles size={14} aria-hidden />}
        onClick={() => {
          if (!done) doStep(step);
        }}
      >
        {done ? 'Done' : 'Do it'}
      </Button>
      <span className={styles.what}>Set {changeWords(step.change)}</span>
    </div>
  );
}

function TrainIt() {
  const busy = useLiveRun(anyBusy);
  const place = useLiveRun(({ state, stale, epoch, epochs, step }) =>
    stale || step === 0
      ? 'from the first weights'
      : isOver(state)
        ? `trained for ${epoch} epochs`
        : `epoch ${epoch} of ${epochs}`,
  );
  return (
    <div className={styles.action}>
      <Button
        leftSection={
          busy ? (
            <Pause size={14} fill="currentColor" aria-hidden />
          ) : (
            <Play size={14} fill="currentColor" aria-hidden />
          )
        }
        onClick={toggleTraining}
      >
        {busy ? 'Pause' : 'Train'}
      </Button>
      <span className={styles.what}>{place}</span>
    </div>
  );
}
