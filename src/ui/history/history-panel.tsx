/* The frame around the lists of steps and of versions: one at a time, by two tabs, with keys to walk the rows. */
import { X } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent as Press, type ReactNode } from 'react';
import { IconButton } from '../shell/icon-button.tsx';
import { shellStore } from '../shell/shell-store.ts';
import styles from './history-list.module.css';

const PARTS = [
  { id: 'history', label: 'Steps', name: 'List of all steps' },
  { id: 'versions', label: 'Versions', name: 'Versions of this graph' },
] as const;

type Part = (typeof PARTS)[number]['id'];

const close = (): void => shellStore.getState().show(undefined);

interface Props {
  readonly part: Part;
  /** What has the focus at first. */
  readonly first: (panel: HTMLElement) => HTMLElement | null;
  readonly children: ReactNode;
}

export function HistoryPanel({ part, first, children }: Props) {
  const panel = useRef<HTMLElement>(null);
  useFocusWhileOpen(panel, first);
  useListKeys(panel);
  return (
    <section
      ref={panel}
      className={styles.panel}
      data-part={part}
      aria-label={PARTS.find(({ id }) => id === part)?.name}
    >
      <header className={styles.head}>
        <div role="tablist" aria-label="History" className={styles.tabs}>
          {PARTS.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              role="tab"
              className={styles.tab}
              aria-selected={id === part}
              tabIndex={id === part ? 0 : -1}
              onClick={() => shellStore.getState().show(id)}
              onKeyDown={walkTabs}
            >
              {label}
            </button>
          ))}
        </div>
        <IconButton label="Close the list" command="history-close" onClick={close}>
          <X size={14} />
        </IconButton>
      </header>
      <div className={styles.scroll} role="tabpanel" aria-label={PARTS.find(({ id }) => id === part)?.label}>
        {children}
      </div>
    </section>
  );
}

/** With two tabs, left and right both go to the other. */
function walkTabs(event: Press<HTMLButtonElement>): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  const other = PARTS.find(({ id }) => id !== shellStore.getState().dialog);
  if (other !== undefined) shellStore.getState().show(other.id);
}

/** `first` has the focus when the list opens; what had it before gets it back with Escape. */
function useFocusWhileOpen(panel: { readonly current: HTMLElement | null }, first: Props['first']): void {
  const choose = useRef(first);
  useEffect(() => {
    const before = document.activeElement;
    const section = panel.current;
    if (section !== null) (choose.current(section) ?? section.querySelector<HTMLElement>('[role="tab"]'))?.focus();
    return () => {
      const inside = document.activeElement === document.body || section?.contains(document.activeElement) === true;
      if (inside && before instanceof HTMLElement) before.focus();
    };
  }, [panel]);
}

/** Escape closes the list; up, down, Home and End walk its rows, right and left what can be done with one. */
function useListKeys(panel: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const section = panel.current;
    const onKeyDown = (event: KeyboardEvent) => {
      // Keys are text where it is typed; Escape gives the new name of a row up first.
      const { target } = event;
      if (target instanceof HTMLInputElement && (event.key !== 'Escape' || target.closest('li') !== null)) return;
      const rows = [...(section?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
      const at = rows.findIndex((row) => row.closest('li')?.contains(document.activeElement) === true);
      if (event.key === 'Escape') close();
      else {
        const next = goal(rows, at, event.key);
        if (next === undefined) return;
        event.preventDefault();
        next.focus();
      }
      event.stopPropagation();
    };
    section?.addEventListener('keydown', onKeyDown);
    return () => section?.removeEventListener('keydown', onKeyDown);
  }, [panel]);
}

/** Where a key leads from row `at`, if it leads anywhere. */
function goal(rows: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const buttons = [...(row.closest('li')?.querySelectorAll('button') ?? [])];
    const here = buttons.findIndex((button) => button === document.activeElement);
    return buttons[here + (key === 'ArrowLeft' ? -1 : 1)];
  }
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
  return next === undefined ? undefined : rows[next];
}
