/** The controls for params that are not numbers: a switch, a list with an explanation per choice, and text. */
import { Switch, Textarea, TextInput } from '@mantine/core';
import { MAX_TEXT } from '../../../graph/limits.ts';
import type { ControlProps } from './field-props.ts';
import { Option } from '../parts/option.tsx';
import { TypedSelect } from '../parts/typed-select.tsx';
import styles from './control.module.css';

export function BooleanControl({ id, value, describedBy, onBegin, onChange }: ControlProps) {
  return (
    <Switch
      id={id}
      checked={value === true}
      size="sm"
      withThumbIndicator={false}
      aria-describedby={describedBy}
      onChange={(event) => {
        onBegin();
        onChange(event.currentTarget.checked);
      }}
    />
  );
}

export function ChoiceControl({ id, meta, value, describedBy, onBegin, onChange }: ControlProps) {
  const choices = meta.choices ?? [];
  return (
    <TypedSelect
      id={id}
      className={styles.input ?? ''}
      data={choices.map((choice) => choice.value)}
      value={typeof value === 'string' ? value : null}
      aria-describedby={describedBy}
      choose={(chosen) => {
        onBegin();
        onChange(chosen);
      }}
      renderOption={({ option }) => (
        <Option
          name={option.value}
          help={firstSentence(choices.find((choice) => choice.value === option.value)?.help ?? '')}
        />
      )}
    />
  );
}

/** A menu has room for one sentence; the chosen one is explained in full elsewhere. */
const firstSentence = (help: string): string => /^.*?[.;](?=\s|$)/.exec(help)?.[0].replace(/;$/, '.') ?? help;

export function TextControl({ id, meta, value, describedBy, onChange }: ControlProps) {
  const common = {
    id,
    className: styles.input ?? '',
    value: typeof value === 'string' ? value : '',
    'aria-describedby': describedBy,
    // At the limit this may be the beginning of a longer text: typing would cut off the rest.
    readOnly: typeof value === 'string' && value.length >= MAX_TEXT - 1,
  };
  return meta.multiline === true ? (
    <Textarea {...common} autosize minRows={3} maxRows={16} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
