/*
 * A small search list in a pop-up: type to narrow, arrows to move, Enter to choose, Escape to leave.
 * Adding a node, wiring by keyboard and taking wires off are all this list with other entries.
 */
import { Button } from '@mantine/core';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { PortKind } from '../../../catalog/ports.ts';
import { partsOf } from '../../palette/search.ts';
import styles from './picker.module.css';
import { markedBy, NO_MARKS, toggled } from './picker-marks.ts';
import { PickerLine } from './picker-line.tsx';
import type { Point } from '../wires/wire-path.ts';

export interface PickerEntry {
  readonly id: string;
  readonly label: string;
  /** Small words behind the label. */
  readonly note?: string;
  readonly kind: PortKind;
  /** What most people mean: of entries that fit alike it comes first. */
  readonly usual?: boolean;
  /** More words it is found by. */
  readonly keywords?: string;
}

interface Props {
  readonly title: string;
  readonly placeholder: string;
  /** What is said where nothing matches what was typed. */
  readonly empty: string | ((query: string) => string);
  readonly entries: readonly PickerEntry[];
  /** In window coordinates. */
  readonly screen: Point;
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
  /** Several entries can be taken together. */
  readonly many?: {
    /** What is done with so many, as a button says it. */
    readonly act: (count: number) => string;
    readonly onPick: (ids: readonly string[]) => void;
  };
}

export function Picker({ title, placeholder, empty, entries, screen, onPick, onClose, many }: Props) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const [marks, setMarks] = useState(NO_MARKS);
  const box = useRef<HTMLDivElement>(null);
  const base = useId();
  const found = useMemo(() => search(entries, query), [entries, query]);
  const current = Math.min(active, found.length - 1);

  useLayoutEffect(() => {
    if (box.current !== null) keepInside(box.current, screen);
  }, [screen]);

  useEffect(() => {
    const leave = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) onClose();
    };
    window.addEventListener('pointerdown', leave, true);
    return () => window.removeEventListener('pointerdown', leave, true);
  }, [onClose]);

  useEffect(() => {
    document.getElementById(`${base}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [base, current]);

  const take = () => many?.onPick(entries.flatMap(({ id }) => (marks.has(id) ? [id] : [])));

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const chosen = found[current];
    const marked =
      many &&
      markedBy(
        event,
        found.map(({ id }) => id),
        current,
        marks,
      );
    if (marked !== undefined) {
      event.preventDefault();
      setMarks(marked.marks);
      setActive(marked.at);
      return;
    }
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setActive((current + 1) % Math.max(1, found.length)),
      ArrowUp: () => setActive((current - 1 + found.length) % Math.max(1, found.length)),
      Home: () => setActive(0),
      End: () => setActive(found.length - 1),
      Enter: () => (marks.size > 0 ? take() : chosen !== undefined && onPick(chosen.id)),
      Escape: onClose,
      // The list is the whole dialogue: Tab leaves it rather than getting lost behind it.
      Tab: onClose,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    step();
  };

  return (
    <div ref={box} className={styles.box} role="dialog" aria-modal="true" aria-label={title}>
      <div className={styles.title} id={`${base}-title`}>
        {title}
      </div>
      <input
        className={styles.search}
        // The pop-up was asked for: its field is where the next key belongs.
        autoFocus
        type="text"
        role="combobox"
        aria-label={title}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${base}-list`}
        {...(found.length > 0 ? { 'aria-activedescendant': `${base}-${current}` } : {})}
        placeholder={placeholder}
        onKeyDown={onKeyDown}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
      />
      <div
        className={styles.list}
        id={`${base}-list`}
        role="listbox"
        aria-label={title}
        aria-multiselectable={many !== undefined}
      >
        {found.map((entry, i) => (
          <PickerLine
            key={entry.id}
            id={`${base}-${i}`}
            entry={entry}
            current={i === current}
            marked={many && marks.has(entry.id)}
            onPoint={() => setActive(i)}
            onPick={() => onPick(entry.id)}
            onMark={() => setMarks(toggled(marks, [entry.id]))}
          />
        ))}
      </div>
      {found.length === 0 && (
        <p className={styles.empty} role="status">
          {typeof empty === 'string' ? empty : empty(query)}
        </p>
      )}
      {many !== undefined && entries.length > 1 && (
        <div className={styles.foot}>
          <span role="status">
            {marks.size === 0 ? 'Shift+↓ marks several, Ctrl+A all' : `${marks.size} of ${entries.length} marked`}
          </span>
          {marks.size > 0 && (
            <Button size="compact-sm" variant="default" tabIndex={-1} onClick={take}>
              {many.act(marks.size)}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/**
 * Entries that contain every word of the query: those that are called so, first as it was typed (`softmax` before
 * `Softmax`), then those whose name begins so, or a part of it, then the others. Of equals the usual ones come first, else
 * they keep their order.
 */
export function search(entries: readonly PickerEntry[], query: string): readonly PickerEntry[] {
  const typed = query.trim();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries;
  const text = (entry: PickerEntry) => `${entry.label} ${entry.note ?? ''} ${entry.keywords ?? ''}`.toLowerCase();
  const rank = (entry: PickerEntry) => {
    const label = entry.label.toLowerCase();
    const [first = ''] = words;
    if (entry.label === typed) return 0;
    if (label === first) return 1;
    if (label.startsWith(first)) return 2;
    if (partsOf(entry.label).some((part) => part.startsWith(first))) return 3;
    return label.includes(first) ? 4 : 5;
  };
  return entries
    .filter((entry) => words.every((word) => text(entry).includes(word)))
    .toSorted((a, b) => rank(a) - rank(b) || Number(b.usual === true) - Number(a.usual === true));
}

/** Beside the pointer, but wholly inside the window. The size is known only once the box is drawn. */
function keepInside(element: HTMLElement, { x, y }: Point): void {
  const { width, height } = element.getBoundingClientRect();
  element.style.left = `${Math.max(8, Math.min(x, window.innerWidth - width - 8))}px`;
  element.style.top = `${Math.max(8, Math.min(y, window.innerHeight - height - 8))}px`;
}
