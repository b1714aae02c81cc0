/*
 * A number field that takes anything a person writes (`0.03`, `3e-2`, `,5`), tries out every accepted
 * keystroke and says the limits in words. Arrow keys step, by factors where the param is logarithmic.
 * A plain text field with the role of a spin button, because browsers' number fields refuse `1e-`.
 */
import { TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { ControlProps } from './field-props.ts';
import styles from './control.module.css';
import { readNumber, stepped, writeNumber } from './param-values.ts';
import { useEntry } from './use-entry.ts';

export function NumberControl({ id, meta, value, describedBy, onRefused, ...edit }: ControlProps) {
  const current = typeof value === 'number' ? value : 0;
  const { text, refused, type, handlers } = useEntry<number>(
    {
      current: () => current,
      check: (typed) => readNumber(meta, typed),
      write: writeNumber,
      same: Object.is,
      begin: edit.onBegin,
      set: edit.onChange,
      restore: edit.onRestore,
    },
    onRefused,
  );
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    handlers.onKeyDown(event);
    const direction = STEP_KEYS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const next = stepped(meta, current, direction.sign, direction.large || event.shiftKey);
    if (next !== current || refused) type(writeNumber(next));
  };
  return (
    <TextInput
      id={id}
      className={styles.input ?? ''}
      value={text}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      role="spinbutton"
      aria-valuenow={current}
      aria-valuetext={writeNumber(current)}
      {...(meta.min === undefined ? {} : { 'aria-valuemin': meta.min })}
      {...(meta.max === undefined ? {} : { 'aria-valuemax': meta.max })}
      aria-describedby={describedBy}
      error={refused}
      {...handlers}
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
