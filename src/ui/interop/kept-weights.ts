/*
 * Imported weights beside the drafts, in a database of their own: they are large and do not change, so they are
 * written once and not with every edit. Where nothing can be stored, they live as long as the tab.
 */
import { openDB, type DBSchema } from 'idb';
import { whyUnstored } from '../persistence/why-unstored.ts';
import { tellOfImported } from './imported-banner.ts';
import { deskStore } from '../stores/desk.ts';
import { documentStore } from '../stores/document.ts';
import { importedStore, keepImported } from '../stores/imported.ts';
import type { Imported } from '../stores/imported.ts';
import { runStore } from '../stores/run.ts';
import { announce } from '../stores/view-state.ts';

interface Schema extends DBSchema {
  imported: { key: string; value: Imported };
}

const open = () =>
  openDB<Schema>('edgewise-weights', 1, { upgrade: (fresh) => void fresh.createObjectStore('imported') });

/** Brings back the weights of the draft that is open, now and whenever another one is, and stores those that come. `drafts`: all that there are. */
export async function keepWeights(drafts: readonly string[]): Promise<void> {
  const opening = open();
  const bring = async (draft: string | undefined) => {
    if (draft === undefined || importedStore.getState().imported !== undefined) return;
    const { whole: document, opened } = documentStore.getState();
    const found = await (await opening).get('imported', draft);
    // Another graph may have been opened in the meantime, or training begun.
    const untouched = documentStore.getState().opened === opened && runStore.getState().step === 0;
    if (!isImported(found) || !untouched) return;
    keepImported(document, found);
    tellOfImported();
    importedStore.setState({ imported: found });
    runStore.getState().reload();
  };
  await bring(deskStore.getState().id).catch(tellUnread);
  // What is left over takes room until another visit.
  await tidy(opening, drafts).catch(() => {});
  deskStore.subscribe(({ id }, before) => {
    // After everybody has heard that another document is open.
    if (id !== before.id) queueMicrotask(() => void bring(id).catch(tellUnread));
  });
  let { opened } = documentStore.getState();
  importedStore.subscribe(({ imported }) => {
    // What is put away with its document comes back with it.
    const isAway = imported === undefined && documentStore.getState().opened !== opened;
    ({ opened } = documentStore.getState());
    // When the document that it came with has got its draft.
    if (!isAway) queueMicrotask(() => void store(imported).catch(tellUnkept(imported)));
  });
  const store = async (imported: Imported | undefined) => {
    const { id } = deskStore.getState();
    if (id === undefined) return;
    const db = await opening;
    await (imported === undefined ? db.delete('imported', id) : db.put('imported', imported, id));
  };
}

/** The weights of drafts that are not there any more go. */
async function tidy(opening: ReturnType<typeof open>, drafts: readonly string[]): Promise<void> {
  const db = await opening;
  for (const id of await db.getAllKeys('imported'))
    if (id !== deskStore.getState().id && !drafts.includes(id)) await db.delete('imported', id);
}

const tellUnread = (reason: unknown) =>
  announce(
    `This browser cannot read whether weights came with this graph: ${whyUnstored(reason)}. Training starts with fresh ones.`,
    'warning',
  );

const tellUnkept = (imported: Imported | undefined) => (reason: unknown) =>
  announce(
    imported === undefined
      ? `This browser cannot let go of the imported weights: ${whyUnstored(reason)}. They may be back when you load the page again.`
      : `This browser cannot keep the weights from ${imported.source}: ${whyUnstored(reason)}. They stay in this tab as long as it is open; keep the file to import them again.`,
    'warning',
  );

/** Storage can be damaged. */
const isImported = (found: Imported | undefined): found is Imported =>
  typeof found?.source === 'string' &&
  areNumbers(found.weights) &&
  (found.optimizer === undefined || areNumbers(found.optimizer.slots));

const areNumbers = (map: unknown): boolean =>
  map instanceof Map && [...map.values()].every((values) => values instanceof Float32Array);
