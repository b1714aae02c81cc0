/* What can be done with kept runs; buttons and keys call these. */
import { plural } from '../../base/format.ts';
import { download, fileName } from '../persistence/download.ts';
import { openText } from '../persistence/open-document.ts';
import { announce } from '../stores/view-state.ts';
import { runsCsv, runsJson } from './export-runs.ts';
import type { RunRecord } from './run-record.ts';
import { runsStore } from './runs-store.ts';

const chosenRecords = (): readonly RunRecord[] => {
  const { records, chosen } = runsStore.getState();
  return chosen.map((id) => records.find((record) => record.id === id)).filter((record) => record !== undefined);
};

/** Opens the graph that a run came from; undo brings the present one back. */
export function restoreGraph({ graph, name }: RunRecord): void {
  openText(graph, `The graph of ${name}`, { elsewhere: true });
}

export function deleteRuns(ids: readonly string[]): void {
  if (ids.length === 0) return;
  runsStore.getState().remove(ids);
  announce(`Deleted ${plural(ids.length, 'run')}. “Bring back” undoes that.`);
}

export function bringRunsBack(): void {
  const { deleted, bringBack } = runsStore.getState();
  bringBack();
  announce(`${plural(deleted.length, 'run is', 'runs are')} back.`);
}

/** Chooses a run, or no longer, for its curves to be laid over those of others. */
export function toggleChosen(id: string): void {
  const { chosen, choose } = runsStore.getState();
  const wanted = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id];
  choose(wanted);
  if (runsStore.getState().chosen.length < wanted.length) {
    announce(`Only ${runsStore.getState().chosen.length} runs can be compared at once. Take one away first.`, 'info');
  }
}

/** Writes the chosen runs into a file, or all of them where none is chosen. */
export function exportRuns(form: 'csv' | 'json'): void {
  const chosen = chosenRecords();
  const records = chosen.length > 0 ? chosen : runsStore.getState().records;
  const name = fileName(records.length === 1 ? (records[0]?.name ?? 'run') : 'edgewise runs').replace(/json$/, form);
  download(form === 'csv' ? runsCsv(records) : runsJson(records), name);
  announce(`Saved ${plural(records.length, 'run')} as ${name}.`, 'info');
}
