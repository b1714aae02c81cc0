/* The lesson of the open graph, step by step, in a corner of the canvas; put away, a button stands there. */
import { Button } from '@mantine/core';
import { ChevronLeft, ChevronRight, GraduationCap, X } from 'lucide-react';
import { useRef } from 'react';
import { IconButton, TooltipText } from '../shell/icon-button.tsx';
import { Tip } from '../shell/tip.tsx';
import { LessonEnd } from './lesson-end.tsx';
import styles from './lesson-panel.module.css';
import { LessonStepView } from './lesson-step-view.tsx';
import { useLesson, type PresentLesson } from './lesson-store.ts';
import { goOnInLesson, toggleLesson } from './lessons.ts';
import { useLessonView } from './use-lesson-view.ts';

export function LessonPanel() {
  const lesson = useLesson();
  if (lesson.steps.length === 0) return null;
  return lesson.progress.away ? <BackButton /> : <Panel {...lesson} />;
}

function BackButton() {
  return (
    <div className={styles.back}>
      <Tip label={<TooltipText text="Go on with the lesson" command="lesson" />}>
        <Button leftSection={<GraduationCap size={15} aria-hidden />} onClick={toggleLesson}>
          Lesson
        </Button>
      </Tip>
    </div>
  );
}

function Panel({ steps, step, progress }: PresentLesson) {
  const panel = useRef<HTMLElement>(null);
  const corner = useLessonView(panel, step);
  const { at } = progress;
  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label="Lesson"
      data-lesson-panel=""
      data-corner={corner}
      tabIndex={-1}
    >
      <div className={styles.head}>
        <span className={styles.place}>{step === undefined ? 'The end' : `Step ${at + 1} of ${steps.length}`}</span>
        <IconButton label="Put the lesson away" command="lesson" onClick={toggleLesson}>
          <X size={14} />
        </IconButton>
      </div>
      <div className={styles.bar} aria-hidden="true">
        {steps.map(({ number }, i) => (
          <span key={number} data-done={i < at || undefined} data-here={i === at || undefined} />
        ))}
      </div>
      {/* What does not fit is scrolled, by the keys as well. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div key={at} className={styles.body} tabIndex={0} role="group" aria-label="Text of the step">
        {step === undefined ? (
          <LessonEnd steps={steps} answers={progress.answers} />
        ) : (
          <LessonStepView step={step} chosen={progress.answers[step.number]} />
        )}
      </div>
      <div className={styles.foot}>
        <Way by={-1} disabled={at === 0} />
        {step === undefined ? null : <Way by={1} last={at === steps.length - 1} />}
      </div>
    </section>
  );
}

interface WayProps {
  readonly by: 1 | -1;
  readonly disabled?: boolean;
  readonly last?: boolean;
}

function Way({ by, disabled = false, last = false }: WayProps) {
  const help =
    by > 0 ? (
      <TooltipText text={last ? 'End of the lesson' : 'Next step'} command="lesson-next" />
    ) : (
      <TooltipText text="Step before" command="lesson-previous" />
    );
  return (
    <Tip label={help}>
      <Button
        // It keeps the focus at the first step.
        aria-disabled={disabled}
        data-quiet={disabled || undefined}
        {...(by > 0 && { variant: 'filled', className: styles.next ?? '' })}
        {...(by > 0
          ? { rightSection: <ChevronRight size={14} aria-hidden /> }
          : { leftSection: <ChevronLeft size={14} aria-hidden /> })}
        onClick={() => {
          if (!disabled) goOnInLesson(by);
        }}
      >
        {by < 0 ? 'Back' : last ? 'Finish' : 'Next'}
      </Button>
    </Tip>
  );
}
