/*
 * The runs that are kept, and which of them are laid over each other. Where they are stored is the business
 * of `src/ui/persistence/keep-runs.ts`, which follows this store.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { shorten } from '../../base/text.ts';
import { bounded } from './bounded.ts';
import type { RunRecord } from './run-record.ts';

/** As many curves as can be told apart by colour and dash. */
export const MAX_COMPARED = 12;
const LONGEST_NAME = 80;

export interface RunsState {
  /** The latest first. */
  readonly records: readonly RunRecord[];
  /** Runs that are chosen: their curves are laid over each other. In the order in which they were chosen. */
  readonly chosen: readonly string[];
  /** Runs that were deleted last and can be brought back. */
  readonly deleted: readonly RunRecord[];
  /** The run that the page shows, once it has taken a step. */
  readonly live: string | undefined;
  /** What was stored earlier has been read. */
  readonly loaded: boolean;
  /** Adds a run, or puts what it has become in its place. */
  put(record: RunRecord): void;
  /** Adds what was stored earlier. */
  load(records: readonly RunRecord[]): void;
  rename(id: string, name: string): void;
  pin(id: string, pinned: boolean): void;
  remove(ids: readonly string[]): void;
  /** Brings the runs back that were deleted last. */
  bringBack(): void;
  choose(ids: readonly string[]): void;
}

export function createRunsStore(): StoreApi<RunsState> {
  return createStore<RunsState>()((set, get) => {
    const show = (records: readonly RunRecord[]) => {
      const kept = bounded(records);
      const ids = new Set(kept.map(({ id }) => id));
      const chosen = get().chosen.filter((id) => ids.has(id));
      set({ records: kept, ...(chosen.length === get().chosen.length ? {} : { chosen }) });
    };
    const change = (id: string, how: (record: RunRecord) => RunRecord) =>
      set({ records: get().records.map((record) => (record.id === id ? how(record) : record)) });
    return {
      records: [],
      chosen: [],
      deleted: [],
      live: undefined,
      loaded: false,
      put(record) {
        const known = get().records.some(({ id }) => id === record.id);
        // What its owner has made of it in the meantime stays.
        if (known) change(record.id, ({ name, pinned }) => ({ ...record, name, pinned }));
        else show([record, ...get().records]);
      },
      load(stored) {
        const present = get().records;
        const ids = new Set(present.map(({ id }) => id));
        show([...present, ...stored.filter(({ id }) => !ids.has(id))]);
        set({ loaded: true });
      },
      rename(id, name) {
        const trimmed = shorten(name.trim(), LONGEST_NAME);
        change(id, (record) => ({ ...record, name: trimmed === '' ? `Run ${record.number}` : trimmed }));
      },
      pin: (id, pinned) => change(id, (record) => ({ ...record, pinned })),
      remove(ids) {
        const gone = new Set(ids);
        const deleted = get().records.filter(({ id }) => gone.has(id));
        if (deleted.length === 0) return;
        show(get().records.filter(({ id }) => !gone.has(id)));
        set({ deleted });
      },
      bringBack() {
        const { deleted, records } = get();
        const ids = new Set(records.map(({ id }) => id));
        set({ deleted: [] });
        show([...records, ...deleted.filter(({ id }) => !ids.has(id))]);
      },
      choose(ids) {
        const known = new Set(get().records.map(({ id }) => id));
        set({ chosen: [...new Set(ids)].filter((id) => known.has(id)).slice(0, MAX_COMPARED) });
      },
    };
  });
}

export const runsStore = createRunsStore();

/** Part of what is kept; the component renders again when that part changes. */
export const useRuns = <T>(selector: (state: RunsState) => T): T => useStore(runsStore, selector);

/** The number of the next run. */
export const nextNumber = ({ records, deleted }: Pick<RunsState, 'records' | 'deleted'>): number =>
  Math.max(0, ...records.map(({ number }) => number), ...deleted.map(({ number }) => number)) + 1;
