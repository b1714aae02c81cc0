/*
 * Imported weights beside the drafts, in a database of their own: they are large and do not change, so they are
 * written once and not with every edit. Where nothing can be stored, they live as long as the tab.
 */
import { openDB, type DBSchema } from 'idb';
import { tellOfImported } from './imported-banner.ts';
import { documentStore } from '../stores/document.ts';
import { importedStore, keepImported } from '../stores/imported.ts';
import type { Imported } from '../stores/imported.ts';
import { runStore } from '../stores/run.ts';

interface Schema extends DBSchema {
  imported: { key: string; value: Imported };
}

const open = () =>
  openDB<Schema>('edgewise-weights', 1, { upgrade: (fresh) => void fresh.createObjectStore('imported') });

/** Brings back the weights of this tab's draft, and stores those that come from now on. `drafts`: all that there are. */
export async function keepWeights(draft: string, drafts: readonly string[]): Promise<void> {
  const { whole: document, opened } = documentStore.getState();
  const db = await open();
  const found = await db.get('imported', draft);
  // Another graph may have been opened in the meantime, or training begun.
  const untouched = documentStore.getState().opened === opened && runStore.getState().step === 0;
  if (isImported(found) && untouched) {
    keepImported(document, found);
    tellOfImported();
    importedStore.setState({ imported: found });
    runStore.getState().reload();
  }
  for (const id of await db.getAllKeys('imported'))
    if (id !== draft && !drafts.includes(id)) await db.delete('imported', id);
  importedStore.subscribe(({ imported }) => {
    const written = imported === undefined ? db.delete('imported', draft) : db.put('imported', imported, draft);
    written.catch(() => {
      // A full disk: the weights stay in this tab.
    });
  });
}

/** Storage can be damaged. */
const isImported = (found: Imported | undefined): found is Imported =>
  typeof found?.source === 'string' &&
  areNumbers(found.weights) &&
  (found.optimizer === undefined || areNumbers(found.optimizer.slots));

const areNumbers = (map: unknown): boolean =>
  map instanceof Map && [...map.values()].every((values) => values instanceof Float32Array);
