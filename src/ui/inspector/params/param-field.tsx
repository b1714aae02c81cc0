/*
 * One param of a node: its Keras name, its control, its limits in words and a way back to the default.
 * Which control a param gets stands in one table; the catalog's declaration says the rest.
 */
import { Switch, Tooltip } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { ComponentType } from 'react';
import { paramDefault, paramMeta, sameParam } from '../../../catalog/params.ts';
import type { ParamMeta, ParamSchema, ParamValue } from '../../../catalog/params.ts';
import type { Json } from '../../../base/json.ts';
import type { Command } from '../../../graph/commands/types.ts';
import type { NodeId } from '../../../graph/types.ts';
import { nodeById } from '../../../graph/queries.ts';
import { documentStore, useDocument } from '../../stores/document.ts';
import type { ControlProps } from './field-props.ts';
import { useFieldGesture } from './gesture.ts';
import { ListControl } from './list-control.tsx';
import styles from './param-field.module.css';
import { NumberControl } from './number-control.tsx';
import { AssetControl, ColumnControl, ColumnsControl } from './own-data-controls.tsx';
import { BooleanControl, ChoiceControl, TextControl } from './other-controls.tsx';
import { Hidden } from '../parts/hidden.tsx';
import { Breakable } from '../parts/words.tsx';
import { firstOf, limitWords, writeValue } from './param-values.ts';
import { useScrub } from './use-scrub.ts';
import { ParamRefusal } from './param-refusal.tsx';
import { SmallButton } from './small-button.tsx';

export const CONTROLS: Readonly<Record<ParamMeta['control'], ComponentType<ControlProps>>> = {
  integer: NumberControl,
  number: NumberControl,
  integers: ListControl,
  numbers: ListControl,
  boolean: BooleanControl,
  choice: ChoiceControl,
  text: TextControl,
  asset: AssetControl,
  column: ColumnControl,
  columns: ColumnsControl,
};

/** Controls that need a line of their own. */
const WIDE: ReadonlySet<ParamMeta['control']> = new Set(['asset', 'column', 'columns']);

interface Props {
  readonly node: NodeId;
  readonly name: string;
  readonly schema: ParamSchema;
  readonly value: ParamValue;
  /** Further nodes that are given the same value, in the same step. */
  readonly also?: readonly NodeId[];
  /** The nodes have different values now; the first one's stands in the field. */
  readonly mixed?: boolean;
}

export function ParamField({ node, name, schema, value, also = ALONE, mixed = false }: Props) {
  const id = useId();
  const [refused, setRefused] = useState<string>();
  const meta = paramMeta(schema);
  const initial = paramDefault(schema);
  // Data is exchanged for other data, not for none.
  const changed = !sameParam(value, initial) && meta.control !== 'asset';
  const wide = meta.multiline === true || WIDE.has(meta.control);
  const { set, begin, restore } = useParam(node, also, name, initial);
  const change = (next: ParamValue) => {
    begin();
    set(next);
  };
  const scrub = useScrub(meta, value, begin, set);
  const Control = CONTROLS[meta.control];
  const limits = limitWords(meta);
  const help = `${meta.help}${limits === '' ? '' : ` Allowed: ${limits}.`}${initial === '' ? '' : ` Default: ${writeValue(initial)}.`}`;
  return (
    <div className={wide ? styles.fieldWide : styles.field} onFocus={begin}>
      <Tooltip label={help} multiline w={240} position="left" openDelay={350}>
        <label
          htmlFor={id}
          className={`${styles.label} ${changed ? styles.changed : ''} ${scrub === undefined ? '' : styles.scrub}`}
          {...scrub}
        >
          <Breakable name={name} />
          {mixed && <span className={styles.mixed}> differs</span>}
        </label>
      </Tooltip>
      <span>
        {changed && (
          <Tooltip label={`Back to ${writeValue(initial)}`}>
            <SmallButton
              aria-label={`Reset ${name} to its default, ${writeValue(initial)}`}
              onClick={() => change(initial)}
            >
              <RotateCcw size={13} aria-hidden />
            </SmallButton>
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
            onChange={(event) => change(event.currentTarget.checked ? firstOf(meta) : null)}
          />
        )}
        {meta.optional === true && value === null ? (
          <span className={styles.off}>off</span>
        ) : (
          <Control
            id={id}
            node={node}
            meta={meta}
            value={value}
            describedBy={refused === undefined ? `${id}-help` : `${id}-error ${id}-help`}
            onBegin={begin}
            onRestore={restore}
            onChange={set}
            onRefused={setRefused}
          />
        )}
      </span>
      <Hidden id={`${id}-help`}>{help}</Hidden>
      <ParamRefusal id={`${id}-error`}>{refused}</ParamRefusal>
    </div>
  );
}

const ALONE: readonly NodeId[] = [];

/** Changes of one param; those between two calls of `begin` are one undo step. */
function useParam(node: NodeId, also: readonly NodeId[], name: string, initial: ParamValue) {
  const gesture = useFieldGesture();
  const dispatch = useDocument((state) => state.dispatch);
  const start = useRef<Json | undefined>(undefined);
  const found = () => nodeById(documentStore.getState().document, node);
  const write = (value: Json | undefined) => {
    // A field that is left because its node was deleted has nothing to write to.
    if (found() === undefined) return;
    const sets = [node, ...also]
      .filter((id) => nodeById(documentStore.getState().document, id) !== undefined)
      .map((id): Command => ({ type: 'setParams', node: id, params: { [name]: value } }));
    const [only] = sets;
    const command: Command =
      sets.length === 1 && only !== undefined
        ? only
        : { type: 'batch', label: `Set ${name} of ${sets.length} nodes`, commands: sets };
    dispatch(command, { coalesce: gesture.key() });
  };
  return {
    begin() {
      gesture.begin();
      start.current = found()?.params?.[name];
    },
    restore: () => write(start.current),
    // A param at its default is left out of the file.
    set: (next: ParamValue) => write(sameParam(next, initial) ? undefined : next),
  };
}
