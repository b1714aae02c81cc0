/*
 * A number field that takes anything a person writes (`0.03`, `3e-2`, `,5`), acts on every accepted
 * keystroke and says the limits in words. Arrow keys step, by factors where the param is logarithmic.
 * A plain text field with the role of a spin button, because browsers' number fields refuse `1e-`.
 */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { ControlProps } from './field-props.ts';
import styles from '../inspector.module.css';
import { readNumber, stepped, writeNumber } from './param-values.ts';

export function NumberControl({ id, meta, value, describedBy, onChange, onRefused }: ControlProps) {
  const [draft, setDraft] = useState<string>();
  const current = typeof value === 'number' ? value : 0;
  // While typing, the text stays as typed, unless the value was changed from elsewhere (undo).
  const read = draft === undefined ? undefined : readNumber(meta, draft);
  const keep = draft !== undefined && (read?.ok !== true || read.value === current);
  const type = (typed: string) => {
    setDraft(typed);
    const checked = readNumber(meta, typed);
    onRefused(checked.ok ? undefined : checked.message);
    if (checked.ok && checked.value !== current) onChange(checked.value);
  };
  const finish = () => {
    setDraft(undefined);
    onRefused(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Enter') finish();
    const direction = STEP_KEYS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    finish();
    const next = stepped(meta, current, direction.sign, direction.large || event.shiftKey);
    if (next !== current) onChange(next);
  };
  return (
    <TextInput
      id={id}
      className={styles.input ?? ''}
      value={keep ? draft : writeNumber(current)}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      role="spinbutton"
      aria-valuenow={current}
      aria-valuetext={writeNumber(current)}
      {...(meta.min === undefined ? {} : { 'aria-valuemin': meta.min })}
      {...(meta.max === undefined ? {} : { 'aria-valuemax': meta.max })}
      aria-describedby={describedBy}
      error={keep && read?.ok === false}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={finish}
      onKeyDown={onKeyDown}
    />
  );
}

const STEP_KEYS: Readonly<Record<string, { readonly sign: 1 | -1; readonly large: boolean }>> = {
  ArrowUp: { sign: 1, large: false },
  ArrowDown: { sign: -1, large: false },
  PageUp: { sign: 1, large: true },
  PageDown: { sign: -1, large: true },
};
