/*
 * The list of node types. Drag one onto the canvas, click it, or press Enter on it. The list is one tab
 * stop: arrows move within it, and typing letters jumps to a name.
 */
import { Fragment, useEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { catalog } from '../../catalog/index.ts';
import { offersOf, type Offer } from '../../compiler/offers.ts';
import { addNodeOfType, focusCanvas, setDraggedType } from '../canvas-api.ts';
import { broken } from '../canvas/cards/node-card.tsx';
import { useDocument } from '../stores/document.ts';
import { useKeyText } from '../shell/keymap.ts';
import { useShell } from '../shell/shell-store.ts';
import { Tip } from '../shell/tip.tsx';
import { Glyph } from './glyph.tsx';
import classes from './palette.module.css';
import { folded, searchOffers, sections } from './search.ts';
import { createTypeAhead } from './type-ahead.ts';

/** The kind of data a dragged node type carries; the canvas looks for it. */
const DRAG_TYPE = 'application/edgewise-node-type';

export function Palette() {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState<string>();
  const key = useKeyText('search-palette');
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const asked = useShell((state) => state.paletteFocus);
  const all = useDocument((state) => offersOf(state.document, catalog));
  const found = useMemo(() => searchOffers(all, query), [all, query]);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  // A search looks behind every "More".
  const shown = useMemo(() => folded(sections(found), query === '' ? open : undefined), [found, query, open]);
  const order = shown.flatMap(({ category, offers, more }) => [
    ...offers.map(({ id }) => id),
    ...(more === undefined ? [] : [moreId(category)]),
  ]);
  const best = query === '' ? undefined : found[0];
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
    if (event.key === 'ArrowDown') focusType(best?.id ?? stop);
    else if (event.key === 'Enter' && best !== undefined) {
      add(best);
      // What is typed next is another name; Enter alone adds one more of these.
      event.currentTarget.select();
    } else if (event.key === 'Escape' && query !== '') setQuery('');
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
      <input
        ref={input}
        className={classes.search}
        type="search"
        aria-label="Search nodes"
        placeholder="Search nodes"
        title={key === undefined ? undefined : `Search nodes (${key})`}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          // What is found is read from its beginning.
          list.current?.scrollTo(0, 0);
        }}
        onKeyDown={onSearchKey}
      />
      <div ref={list} className={classes.list} role="group" aria-label="Node types">
        {shown.map(({ category, parts, more }) => (
          <div key={category} role="group" aria-labelledby={`palette-${category}`}>
            <h2 id={`palette-${category}`} className={classes.category}>
              {category}
            </h2>
            {parts.map(({ group, offers }) => (
              <Fragment key={group ?? ''}>
                {group === undefined ? null : <h3 className={classes.group}>{group}</h3>}
                {offers.map((offer) => (
                  <TypeButton
                    key={offer.id}
                    offer={offer}
                    best={offer === best}
                    tabStop={offer.id === stop}
                    onFocus={() => setActive(offer.id)}
                    onKeyDown={onListKey}
                  />
                ))}
              </Fragment>
            ))}
            {more === undefined ? null : (
              <button
                type="button"
                className={classes.more}
                data-type={moreId(category)}
                aria-expanded={open.has(category)}
                aria-label={open.has(category) ? `Fewer ${category}` : `${more} more ${category}`}
                tabIndex={moreId(category) === stop ? 0 : -1}
                onClick={() => setOpen(toggled(open, category))}
                onFocus={() => setActive(moreId(category))}
                onKeyDown={onListKey}
              >
                {open.has(category) ? 'Fewer' : `${more} more`}
              </button>
            )}
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

const moreId = (category: string): string => `more:${category}`;

function toggled(open: ReadonlySet<string>, category: string): ReadonlySet<string> {
  const next = new Set(open);
  if (!next.delete(category)) next.add(category);
  return next;
}

interface TypeButtonProps {
  readonly offer: Offer;
  readonly best: boolean;
  readonly tabStop: boolean;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function TypeButton({ offer, best, tabStop, onFocus, onKeyDown }: TypeButtonProps) {
  const { id, label, definition, help, params } = offer;
  const { type } = definition;
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.setData(DRAG_TYPE, type);
    event.dataTransfer.setData('text/plain', type);
    event.dataTransfer.effectAllowed = 'copy';
    setDraggedType(type);
  };
  return (
    <Tip label={<Words offer={offer} />} beside>
      <button
        type="button"
        className={classes.type}
        aria-label={`Add ${label}`}
        data-type={id}
        data-best={best || undefined}
        tabIndex={tabStop ? 0 : -1}
        // A drag carries a type; a function is added where it belongs.
        draggable={params === undefined}
        onDragStart={onDragStart}
        onDragEnd={() => setDraggedType(undefined)}
        onClick={() => add(offer)}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      >
        <Glyph offer={offer} />
        <span className={classes.words}>
          <span className={classes.name}>{broken(label)}</span>
          <span className={classes.summary}>{help}</span>
        </span>
      </button>
    </Tip>
  );
}

/** What a type does, in plain words, and as a formula. */
function Words({ offer: { label, definition, help, params } }: { readonly offer: Offer }) {
  return (
    <span className={classes.about}>
      <strong>{label}</strong>
      <span>{help}</span>
      {definition.formula === undefined || params !== undefined ? null : <code>{definition.formula}</code>}
    </span>
  );
}

function add({ definition, params }: Offer): void {
  void addNodeOfType(definition.type, params);
}
