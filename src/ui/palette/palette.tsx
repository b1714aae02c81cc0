/*
 * The list of node types. Drag one onto the canvas, click it, or press Enter on it. The list is one tab
 * stop: arrows move within it, and typing letters jumps to a name.
 */
import { TextInput } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { catalog } from '../../catalog/index.ts';
import type { NodeDefinition } from '../../catalog/define/index.ts';
import { addNodeOfType, focusCanvas } from '../canvas-api.ts';
import { useShell } from '../shell/shell-store.ts';
import { mainKind } from './kind.ts';
import classes from './palette.module.css';
import { searchTypes, sections } from './search.ts';
import { createTypeAhead } from './type-ahead.ts';

/** The kind of data a dragged node type carries; the canvas looks for it. */
const DRAG_TYPE = 'application/edgewise-node-type';

export function Palette() {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const asked = useShell((state) => state.paletteFocus);
  const shown = useMemo(() => sections(searchTypes(catalog.all, query)), [query]);
  const order = shown.flatMap(({ types }) => types.map(({ type }) => type));
  const best = query === '' ? undefined : searchTypes(catalog.all, query)[0]?.type;
  const stop = active !== undefined && order.includes(active) ? active : order[0];
  const [typeAhead] = useState(createTypeAhead);

  useEffect(() => {
    if (asked === 0) return;
    input.current?.focus();
    input.current?.select();
  }, [asked]);

  const focusType = (type: string | undefined) => {
    if (type === undefined) return;
    setActive(type);
    list.current?.querySelector<HTMLElement>(`[data-type="${CSS.escape(type)}"]`)?.focus();
  };

  const onSearchKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') focusType(best ?? stop);
    else if (event.key === 'Enter' && best !== undefined) add(best);
    else if (event.key === 'Escape' && query !== '') setQuery('');
    else if (event.key === 'Escape') focusCanvas();
    else return;
    event.preventDefault();
  };

  const onListKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = order.indexOf(stop ?? '');
    const target: Record<string, string | undefined> = {
      ArrowDown: order[Math.min(at + 1, order.length - 1)],
      ArrowUp: order[at - 1],
      Home: order[0],
      End: order.at(-1),
    };
    if (event.key === 'ArrowUp' && at <= 0) input.current?.focus();
    else if (event.key in target) focusType(target[event.key]);
    else if (event.key === 'Escape') focusCanvas();
    else if (event.key === '/') input.current?.focus();
    else if (event.key.length === 1 && event.key !== ' ' && event.key !== '?')
      focusType(typeAhead(event.key, order, at));
    else return;
    event.preventDefault();
  };

  return (
    <section className={classes.palette} aria-label="Nodes">
      <TextInput
        ref={input}
        className={classes.search}
        type="search"
        aria-label="Search nodes"
        placeholder="Search nodes"
        value={query}
        rightSection={query === '' ? <kbd className={classes.hint}>/</kbd> : null}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={onSearchKey}
      />
      <div ref={list} className={classes.list} role="group" aria-label="Node types">
        {shown.map(({ category, types }) => (
          <div key={category} role="group" aria-labelledby={`palette-${category}`}>
            <h2 id={`palette-${category}`} className={classes.category}>
              {category}
            </h2>
            {types.map((definition) => (
              <TypeButton
                key={definition.type}
                definition={definition}
                best={definition.type === best}
                tabStop={definition.type === stop}
                onFocus={() => setActive(definition.type)}
                onKeyDown={onListKey}
              />
            ))}
          </div>
        ))}
        {order.length === 0 ? (
          <p className={classes.nothing}>
            No node is called “{query}”. Try a shorter word, or what it does, such as “average”.
          </p>
        ) : null}
      </div>
    </section>
  );
}

interface TypeButtonProps {
  readonly definition: NodeDefinition;
  readonly best: boolean;
  readonly tabStop: boolean;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function TypeButton({ definition, best, tabStop, onFocus, onKeyDown }: TypeButtonProps) {
  const { type, summary } = definition;
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.setData(DRAG_TYPE, type);
    event.dataTransfer.setData('text/plain', type);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <button
      type="button"
      className={classes.type}
      aria-label={`Add ${type}`}
      data-type={type}
      data-best={best || undefined}
      tabIndex={tabStop ? 0 : -1}
      draggable
      title={summary}
      onDragStart={onDragStart}
      onClick={() => add(type)}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <span className={classes.bar} style={{ background: `var(--kind-${mainKind(definition)})` }} aria-hidden />
      <span className={classes.words}>
        <span className={classes.name}>{type}</span>
        <span className={classes.summary}>{summary}</span>
      </span>
    </button>
  );
}

function add(type: string): void {
  addNodeOfType(type);
}
