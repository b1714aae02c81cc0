/** The learning rate of one racer: typed, or moved by factors of about two with the arrow keys. */
import { TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { ParamMeta } from '../../../catalog/params.ts';
import { readNumber, stepped, writeNumber } from '../../inspector/params/param-values.ts';
import { useKeptOnLeaving } from '../../shell/kept-on-leaving.ts';
import styles from './playground.module.css';

const META: ParamMeta = { control: 'number', help: 'Learning rate', min: 1e-8, max: 1000, log: true };

interface Props {
  readonly name: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function RateField({ name, value, onChange }: Props) {
  const [draft, setDraft] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const finish = () => {
    if (draft === undefined) return;
    const read = readNumber(META, draft);
    setRefusal(read.ok ? undefined : `${read.message} The rate stays as it was.`);
    setDraft(undefined);
    if (read.ok) onChange(read.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish();
    if (event.key === 'Escape') setDraft(undefined);
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    setDraft(undefined);
    setRefusal(undefined);
    onChange(stepped(META, value, direction, event.shiftKey));
  };
  const text = draft ?? writeNumber(Number(value.toPrecision(3)));
  return (
    <Tooltip label={refusal ?? ''} opened={refusal !== undefined} color="red">
      <TextInput
        className={styles.rate ?? ''}
        aria-label={`Learning rate of ${name}`}
        role="spinbutton"
        aria-valuenow={value}
        aria-valuetext={text}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={refusal !== undefined}
        onChange={(event) => {
          setRefusal(undefined);
          setDraft(event.currentTarget.value);
        }}
        onFocus={(event) => event.currentTarget.select()}
        {...useKeptOnLeaving(finish, { onKeyDown })}
      />
    </Tooltip>
  );
}
