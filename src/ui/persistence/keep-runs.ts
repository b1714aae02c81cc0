/*
 * Brings the kept runs back when the page is there, records new ones and stores them. Where nothing can be
 * stored they live as long as the tab, and that is said once, when there is one to lose.
 */
import type { StoreApi } from 'zustand/vanilla';
import { catalog } from '../../catalog/index.ts';
import { left } from '../runs/run-record.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { leaveComparison } from '../runs/leave-comparison.ts';
import { createRecorder } from '../runs/recorder.ts';
import { runsStore } from '../runs/runs-store.ts';
import type { RunsState } from '../runs/runs-store.ts';
import { deskStore } from '../stores/desk.ts';
import { documentStore } from '../stores/document.ts';
import { importedStore } from '../stores/imported.ts';
import { runStore, runTraining } from '../stores/run.ts';
import { announce } from '../stores/view-state.ts';
import { keepTraining } from './keep-training.ts';
import { openRuns } from './runs-db.ts';
import type { RunsDatabase } from './runs-db.ts';
import { openTrainings } from './trainings-db.ts';

/** Loaded when the page is there. Never rejects. */
export async function keepRuns(): Promise<void> {
  const db = await openRuns().catch(() => undefined);
  await bringBack(db, runsStore);
  storeChanges(db, runsStore, () =>
    announce(
      'This browser cannot store runs. They stay in this tab as long as it is open; export them from Runs to be safe.',
      'info',
    ),
  );
  const recorder = createRecorder({ runs: runsStore, run: runStore, documents: documentStore, catalog });
  leaveComparison(runsStore, documentStore);
  const trainings = await openTrainings().catch(() => undefined);
  const training = trainings && keepTraining({ ...PAGE, recorder, trainings });
  const flush = () => {
    recorder.flush();
    training?.flush();
  };
  window.addEventListener('pagehide', () => {
    flush();
    rememberLeft();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush();
  });
  if ((await training?.begun) !== true) tellLeft();
}

/** The page's own run. */
const PAGE = {
  runs: runStore,
  documents: documentStore,
  desk: deskStore,
  training: runTraining,
  announce,
  onImported: (then: () => void) => void importedStore.subscribe(then),
} as const;

/** For this tab alone: another one may well go on training. */
const LEFT = 'edgewise.left';

/** Notes that the page goes while it trains, for when it is loaded again. */
function rememberLeft(): void {
  const { state, epoch } = runStore.getState();
  const note = state === 'running' || state === 'paused' ? String(epoch) : '';
  try {
    if (note === '') sessionStorage.removeItem(LEFT);
    else sessionStorage.setItem(LEFT, note);
  } catch {
    // Without a memory of the tab there is nothing to be said later.
  }
}

/** Says that a training ended because its page was loaded again, and where its curves are. */
function tellLeft(): void {
  try {
    const epoch = sessionStorage.getItem(LEFT);
    sessionStorage.removeItem(LEFT);
    if (epoch === null || runsStore.getState().records.length === 0) return;
    const text = `The page was loaded again while it trained, which ended the training at epoch ${epoch}. Its curves are kept under Runs.`;
    announce(text, 'info');
  } catch {
    // As above.
  }
}

/** A run that was going on when the page was closed goes on no more. */
export async function bringBack(db: RunsDatabase | undefined, runs: StoreApi<RunsState>): Promise<void> {
  // Without storage there are none; that new ones are not kept either is said with the first.
  const stored = (await db?.list().catch(() => [])) ?? [];
  runs.getState().load(stored.map(left));
  // Two tabs together may have stored more than are kept; what stays in storage goes another time.
  const ids = new Set(runs.getState().records.map(({ id }) => id));
  for (const { id } of stored) if (!ids.has(id)) await db?.remove(id).catch(() => {});
}

/** Writes what changes from now on, one after the other. `unstored` is told once if that cannot be done. */
export function storeChanges(
  db: RunsDatabase | undefined,
  runs: StoreApi<RunsState>,
  unstored: () => void,
): () => Promise<void> {
  let turn: Promise<void> = Promise.resolve();
  let told = false;
  const tell = () => {
    if (!told) unstored();
    told = true;
  };
  const then = (work: (to: RunsDatabase) => Promise<void>) => {
    if (db === undefined) return tell();
    turn = turn.then(() => work(db)).catch(tell);
  };
  runs.subscribe(({ records }, { records: before }) => {
    if (records === before) return;
    const known = new Set<RunRecord>(before);
    const ids = new Set(records.map(({ id }) => id));
    for (const record of records) if (!known.has(record)) then((to) => to.put(record));
    for (const { id } of before) if (!ids.has(id)) then((to) => to.remove(id));
  });
  return () => turn;
}
