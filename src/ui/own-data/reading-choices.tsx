/* The choices above and below the columns: how the text is read, what is learned, what becomes of gaps. */
import { Checkbox, NativeSelect } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Said, Survey } from '../../interop/csv/survey.ts';
import { canBe, withTarget } from './choices.ts';
import type { Chosen } from './choices.ts';
import classes from './import-dialog.module.css';
import { submitOnEnter } from './submit-on-enter.ts';

const DELIMITERS = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar' },
  { value: ' ', label: 'Space' },
];
const DECIMALS = [
  { value: '.', label: 'Point, as in 1.5' },
  { value: ',', label: 'Comma, as in 1,5' },
];

interface ReadingProps {
  /** Absent while the text cannot be read as it is said to be. */
  readonly survey?: Survey;
  readonly said: Said;
  onSay(said: Said): void;
}

export function ReadingChoices({ survey, said, onSay }: ReadingProps) {
  return (
    <>
      <NativeSelect
        onKeyDown={submitOnEnter}
        label="Cells are divided by"
        data={DELIMITERS}
        value={survey?.delimiter ?? said.delimiter ?? ','}
        onChange={({ currentTarget }) => onSay({ ...said, delimiter: currentTarget.value })}
      />
      <NativeSelect
        onKeyDown={submitOnEnter}
        label="Decimal mark"
        data={DECIMALS}
        value={survey?.decimal ?? said.decimal ?? '.'}
        onChange={({ currentTarget }) => onSay({ ...said, decimal: currentTarget.value === ',' ? ',' : '.' })}
      />
      <Checkbox
        label="The first row holds names"
        className={classes.check ?? ''}
        checked={survey?.header ?? said.header ?? true}
        onChange={({ currentTarget }) => onSay({ ...said, header: currentTarget.checked })}
      />
    </>
  );
}

interface ChosenProps {
  readonly survey: Survey;
  readonly chosen: Chosen;
  onChange(chosen: Chosen): void;
}

export function TargetChoice({ survey, chosen, onChange }: ChosenProps) {
  const field = useRef<HTMLSelectElement>(null);
  // The keys begin here once there is something to choose.
  useEffect(() => field.current?.focus(), []);
  const possible = survey.columns.flatMap((column, i) =>
    canBe(column, 'number') || canBe(column, 'category') ? [{ value: String(i), label: column.name }] : [],
  );
  return (
    <NativeSelect
      onKeyDown={submitOnEnter}
      label="Column to learn"
      data={possible}
      value={String(chosen.target)}
      ref={field}
      onChange={({ currentTarget }) => onChange(withTarget(survey, chosen, Number(currentTarget.value)))}
    />
  );
}

const GAPS = [
  { value: 'drop', label: 'Leave those rows out' },
  { value: 'fill', label: 'Fill with the mean or the most frequent text' },
];

interface GapProps extends Pick<ChosenProps, 'chosen' | 'onChange'> {
  /** Which columns have gaps; empty where none has. */
  readonly words: string;
}

export function GapChoice({ words, chosen, onChange }: GapProps) {
  if (words === '') return <p className={classes.note}>No column that is used has gaps.</p>;
  return (
    <NativeSelect
      onKeyDown={submitOnEnter}
      label="Rows with gaps"
      description={words}
      data={GAPS}
      value={chosen.missing}
      onChange={({ currentTarget }) =>
        onChange({ ...chosen, missing: currentTarget.value === 'fill' ? 'fill' : 'drop' })
      }
    />
  );
}
