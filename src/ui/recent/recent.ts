/* The graphs that this browser keeps: what each is called, when it was changed, and its file if it has one. */
import { errorMessage } from '../../base/invariant.ts';
import { isObject } from '../../base/json.ts';
import { shorten } from '../../base/text.ts';
import { openDrafts, timeOf, type StoredDraft } from '../persistence/drafts.ts';
import { openDatabase } from '../persistence/database.ts';
import { tell, tellRemarks } from '../persistence/read-document.ts';
import { webLocks } from '../persistence/locks.ts';
import { tellOrigin } from '../persistence/draft-places.ts';
import { readDraft } from '../persistence/read-draft.ts';
import { deskStore } from '../stores/desk.ts';
import { documentStore } from '../stores/document.ts';
import { announce } from '../stores/view-state.ts';

export interface Recent {
  readonly id: string;
  readonly name: string;
  readonly changedAt: number;
  /** The file on disk that it is saved in. */
  readonly file: string | undefined;
  /** It is the one that is open in this tab. */
  readonly isOpen: boolean;
}

const LONGEST_NAME = 80;

/** The latest first. Rejects where nothing is stored. */
export async function listRecent(): Promise<readonly Recent[]> {
  const drafts = await openDrafts();
  const stored = await drafts.list();
  drafts.close();
  const db = await openDatabase();
  const files = new Map((await db.getAll('files')).map(({ draft, handle }) => [draft, handle.name]));
  db.close();
  const { id: present } = deskStore.getState();
  return stored.map((draft) => ({
    id: draft.id,
    name: draft.id === present ? documentStore.getState().whole.name : nameOf(draft),
    changedAt: timeOf(draft),
    file: files.get(draft.id),
    isOpen: draft.id === present,
  }));
}

/** The name of the latest operation, which may have given another one. */
function nameOf({ record, operations }: StoredDraft): string {
  const [name] = [operations.at(-1), record]
    .map((each) => (isObject(each) ? each['name'] : undefined))
    .filter((each) => typeof each === 'string');
  return shorten(name ?? 'Untitled', LONGEST_NAME);
}

/** Opens a graph in this tab; the one that is open stays among the recent ones, and undo brings it back. */
export async function openRecent({ id, name }: Pick<Recent, 'id' | 'name'>): Promise<void> {
  if (deskStore.getState().id === id) return announce(`${name} is open.`, 'info');
  const drafts = await openDrafts();
  const stored = (await drafts.list()).find((each) => each.id === id);
  drafts.close();
  if (stored === undefined) return announce(`${name} is not there any more.`, 'warning');
  const reading = readDraft(stored);
  if (reading.state !== 'readable') return tell(`${name} was not opened. Your graph is as it was.`, [reading.reason]);
  const follows = await isLedElsewhere(id);
  tellRemarks(name, reading.warnings);
  tellOrigin({ draft: id, follows });
  documentStore.getState().open(reading.document);
  if (!follows)
    announce(`Opened ${name}. Undo takes back its own steps first, and then brings the previous graph back.`);
}

/** Removes a graph for good, with its versions. False, and said why, if it is open somewhere or stays in storage. */
export async function removeRecent({ id, name }: Pick<Recent, 'id' | 'name'>): Promise<boolean> {
  try {
    if (deskStore.getState().id === id || (await isLedElsewhere(id))) {
      announce(`${name} is open, here or in another tab: it stays.`, 'warning');
      return false;
    }
    const drafts = await openDrafts();
    await drafts.remove(id);
    drafts.close();
  } catch (reason) {
    announce(`${name} could not be removed: ${errorMessage(reason)}.`, 'warning');
    return false;
  }
  announce(`${name} was removed from this browser.`);
  return true;
}

async function isLedElsewhere(id: string): Promise<boolean> {
  const hold = await webLocks.take(id, 0);
  hold?.release();
  return hold === undefined && globalThis.navigator?.locks !== undefined;
}
