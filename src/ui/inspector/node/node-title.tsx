/** A node's type and name. The name is a label that can be changed in place; the id stays what wires name. */
import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { shorten } from '../../../base/text.ts';
import type { NodeDefinition } from '../../../catalog/define/index.ts';
import type { GraphNode } from '../../../graph/types.ts';
import { mainKind } from '../../canvas/cards/port-kinds.ts';
import { kindColour } from '../../canvas/cards/port-shape.tsx';
import { nodeName } from '../../pictures/facts.ts';
import { useKeptOnLeaving } from '../../shell/kept-on-leaving.ts';
import { useDocument } from '../../stores/document.ts';
import { Title } from '../parts/title.tsx';
import styles from './node-title.module.css';
import { Hidden } from '../parts/hidden.tsx';
import { Aside } from '../parts/words.tsx';

/** Characters of a name that are shown and typed. */
const LONGEST = 120;

interface Props {
  readonly node: GraphNode;
  readonly definition: NodeDefinition | undefined;
}

export function NodeTitle({ node, definition }: Props) {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const left = useRef(false);
  useEffect(() => {
    // After typing, the keyboard focus goes back to where it came from.
    if (!editing && left.current) button.current?.focus();
    left.current = editing;
  }, [editing]);
  return (
    <>
      <Title colour={kindColour(mainKind(definition))}>
        <span className={styles.titleType} data-node={node.id}>
          {shorten(node.type)}
        </span>
        {editing ? (
          <LabelField node={node} onDone={() => setEditing(false)} />
        ) : (
          <button
            ref={button}
            type="button"
            className={styles.titleButton}
            title="Rename"
            onClick={() => setEditing(true)}
          >
            <span>{nodeName(node)}</span>
            <Hidden>, rename</Hidden>
          </button>
        )}
      </Title>
      {node.label !== undefined && <Aside>id {node.id}</Aside>}
    </>
  );
}

/** Enter keeps the name, Escape leaves it as it was, an empty name goes back to the id. */
function LabelField({ node, onDone }: { node: GraphNode; onDone: () => void }) {
  const dispatch = useDocument((state) => state.dispatch);
  const before = shorten(node.label ?? '', LONGEST);
  const [draft, setDraft] = useState(before);
  const cancelled = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  // The field stands where the button was pressed: the keyboard goes on in it.
  useEffect(() => field.current?.select(), []);
  const keep = () => {
    const label = draft.trim() === '' ? undefined : draft.trim();
    if (!cancelled.current && draft !== before && label !== node.label)
      dispatch({ type: 'setLabel', node: node.id, label });
  };
  return (
    <TextInput
      className={styles.titleInput ?? ''}
      aria-label={`Name of ${node.id}`}
      placeholder={node.id}
      value={draft}
      maxLength={LONGEST}
      ref={field}
      onChange={(event) => setDraft(event.currentTarget.value)}
      {...useKeptOnLeaving<HTMLInputElement>(keep, {
        onBlur: onDone,
        onKeyDown(event) {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          // The focus moves to the button now, which would take the same key press for a click.
          event.preventDefault();
          cancelled.current = event.key === 'Escape';
          event.currentTarget.blur();
        },
      })}
    />
  );
}
