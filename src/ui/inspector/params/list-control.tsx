/** A list of numbers in one line of text: `8, 8`, `8 8` and `8×8` are the same list. */
import { TextInput } from '@mantine/core';
import { isList, sameParam } from '../../../catalog/params.ts';
import type { ControlProps } from './field-props.ts';
import styles from './control.module.css';
import { readList } from './list-values.ts';
import { writeList } from './param-values.ts';
import { useEntry } from './use-entry.ts';

const NONE: readonly number[] = [];

export function ListControl({ id, meta, value, describedBy, onRefused, ...edit }: ControlProps) {
  const current = isList(value) ? value : NONE;
  const { text, refused, handlers } = useEntry<readonly number[]>(
    {
      current: () => current,
      check: (typed) => readList(meta, typed),
      write: writeList,
      same: sameParam,
      begin: edit.onBegin,
      set: edit.onChange,
      restore: edit.onRestore,
    },
    onRefused,
  );
  return (
    <TextInput
      id={id}
      className={styles.input ?? ''}
      value={text}
      autoComplete="off"
      spellCheck={false}
      aria-describedby={describedBy}
      error={refused}
      {...handlers}
    />
  );
}
