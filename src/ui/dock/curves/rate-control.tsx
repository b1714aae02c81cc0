/*
 * The learning rate of the next step, to be changed while training goes on. Arrow keys go up and down
 * by factors of about two; typing takes effect with Enter or when the field is left, so that half a
 * number is never trained with.
 */
import { TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { compact } from '../../../base/format.ts';
import type { ParamMeta } from '../../../catalog/params.ts';
import { readNumber, stepped, writeNumber } from '../../inspector/params/param-values.ts';
import { useKeptOnLeaving } from '../../shell/kept-on-leaving.ts';
import { runStore, useLiveRun } from '../../stores/run.ts';
import { announce } from '../../stores/view-state.ts';
import styles from './curves.module.css';

const META: ParamMeta = { control: 'number', help: 'Learning rate', min: 1e-8, max: 100, log: true };

export function RateControl({ describedBy }: { readonly describedBy: string }) {
  const rate = useLiveRun((run) => run.learningRate);
  const alive = useLiveRun(({ state }) => state === 'running' || state === 'paused');
  const [draft, setDraft] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const [asked, setAsked] = useState<{ readonly value: number; readonly instead: number | undefined }>();
  // What was asked for is shown at once, though a paused run tells of it with its next step only.
  const shown = asked !== undefined && asked.instead === rate ? asked.value : rate;
  const current = shown ?? 0;

  const apply = (value: number) => {
    if (value === current) return;
    setAsked({ value, instead: rate });
    runStore.getState().setLearningRate(value);
    announce(`Learning rate set to ${compact(value)} from the next step on.`);
  };
  const finish = () => {
    if (draft === undefined) return;
    const read = readNumber(META, draft);
    setRefusal(read.ok ? undefined : `${read.message} The rate stays as it was.`);
    setDraft(undefined);
    if (read.ok) apply(read.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish();
    if (event.key === 'Escape') {
      setDraft(undefined);
      setRefusal(undefined);
    }
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    setDraft(undefined);
    setRefusal(undefined);
    apply(stepped(META, current, direction, event.shiftKey));
  };
  const text = draft ?? (shown === undefined ? '' : writeNumber(Number(shown.toPrecision(3))));
  return (
    <Tooltip label={refusal ?? ''} opened={refusal !== undefined} color="red">
      <TextInput
        className={styles.rate ?? ''}
        aria-label="Learning rate"
        aria-describedby={describedBy}
        role="spinbutton"
        aria-valuenow={current}
        aria-valuetext={text}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        disabled={!alive}
        placeholder="–"
        value={text}
        error={refusal !== undefined}
        onChange={(event) => {
          setRefusal(undefined);
          setDraft(event.currentTarget.value);
        }}
        onFocus={(event) => {
          setRefusal(undefined);
          event.currentTarget.select();
        }}
        {...useKeptOnLeaving(finish, { onKeyDown })}
      />
    </Tooltip>
  );
}
