/*
 * One param of a node: its Keras name, its control, its limits in words and a way back to the default.
 * Which control a param gets stands in one table; the catalog's declaration says the rest.
 */
import { ActionIcon, Switch, Tooltip } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { ComponentType } from 'react';
import { paramDefault, paramMeta } from '../../../catalog/params.ts';
import type { ParamMeta, ParamSchema, ParamValue } from '../../../catalog/params.ts';
import type { NodeId } from '../../../graph/types.ts';
import { useDocument } from '../../stores/document.ts';
import type { ControlProps } from './field-props.ts';
import styles from '../inspector.module.css';
import { NumberControl } from './number-control.tsx';
import { BooleanControl, ChoiceControl, TextControl } from './other-controls.tsx';
import { Breakable } from '../parts.tsx';
import { coalesceKey, firstValue, limitWords, writeValue } from './param-values.ts';
import { useScrub } from './use-scrub.ts';

export const CONTROLS: Readonly<Record<ParamMeta['control'], ComponentType<ControlProps>>> = {
  integer: NumberControl,
  number: NumberControl,
  boolean: BooleanControl,
  choice: ChoiceControl,
  text: TextControl,
};

interface Props {
  readonly node: NodeId;
  readonly name: string;
  readonly schema: ParamSchema;
  readonly value: ParamValue;
}

export function ParamField({ node, name, schema, value }: Props) {
  const id = useId();
  const dispatch = useDocument((state) => state.dispatch);
  const [refused, setRefused] = useState<string>();
  const visit = useRef(0);
  const meta = paramMeta(schema);
  const initial = paramDefault(schema);
  const changed = value !== initial;
  const wide = meta.multiline === true;
  const set = (next: ParamValue) =>
    dispatch(
      // A param at its default is left out of the file.
      { type: 'setParams', node, params: { [name]: next === initial ? undefined : next } },
      { coalesce: coalesceKey(node, name, visit.current) },
    );
  const enter = () => {
    visit.current += 1;
  };
  const scrub = useScrub(meta, value, enter, set);
  const Control = CONTROLS[meta.control];
  const limits = limitWords(meta);
  const help = `${meta.help}${limits === '' ? '' : ` Allowed: ${limits}.`} Default: ${writeValue(initial)}.`;
  return (
    <div className={wide ? styles.fieldWide : styles.field} onFocus={enter}>
      <Tooltip label={help} multiline w={240} position="left" openDelay={350}>
        <label
          htmlFor={id}
          className={`${styles.label} ${changed ? styles.changed : ''} ${scrub === undefined ? '' : styles.scrub}`}
          {...scrub}
        >
          <Breakable name={name} />
        </label>
      </Tooltip>
      <span>
        {changed && (
          <Tooltip label={`Back to ${writeValue(initial)}`}>
            <ActionIcon
              className={styles.small ?? ''}
              aria-label={`Reset ${name} to its default, ${writeValue(initial)}`}
              onClick={() => set(initial)}
            >
              <RotateCcw size={13} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
      <span className={styles.control}>
        {meta.optional === true && (
          <Switch
            size="xs"
            checked={value !== null}
            aria-label={`Use ${name}`}
            aria-describedby={`${id}-help`}
            onChange={(event) => set(event.currentTarget.checked ? firstValue(meta) : null)}
          />
        )}
        {meta.optional === true && value === null ? (
          <span className={styles.off}>off</span>
        ) : (
          <Control
            id={id}
            meta={meta}
            value={value}
            initial={initial}
            describedBy={refused === undefined ? `${id}-help` : `${id}-error ${id}-help`}
            onChange={set}
            onRefused={setRefused}
          />
        )}
      </span>
      <span className={styles.hidden} id={`${id}-help`}>
        {help}
      </span>
      {refused !== undefined && (
        <p className={styles.error} id={`${id}-error`} role="alert">
          {refused}
        </p>
      )}
    </div>
  );
}
