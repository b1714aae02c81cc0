/*
 * Versions of the open graph: states that are kept beside it. Those with a name are made by hand; others are made
 * by themselves at moments that one may want to come back to. Bringing one back is one step of the history.
 */
import { nanoid } from 'nanoid';
import { createStore } from 'zustand/vanilla';
import { errorMessage } from '../../base/invariant.ts';
import { shorten } from '../../base/text.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { deskStore } from '../stores/desk.ts';
import { documentStore } from '../stores/document.ts';
import { announce } from '../stores/view-state.ts';
import { readDocument } from './read-document.ts';
import { tellOrigin } from './draft-places.ts';
import { MAX_VERSIONS, openVersions, type Version } from './versions-db.ts';

const LONGEST_NAME = 80;
const ELSEWHERE = 'The tab that leads this graph keeps its versions. Press “Edit here” above first.';

export interface VersionsState {
  /** Of the open graph, the latest first; undefined before they are read. */
  readonly versions: readonly Version[] | undefined;
  /** Why there are none, if they cannot be read. */
  readonly problem: string | undefined;
}

export const versionsStore = createStore<VersionsState>()(() => ({ versions: undefined, problem: undefined }));

const versions = openVersions();

/** Reads the versions of the open graph. */
export async function refreshVersions(): Promise<void> {
  const { id } = deskStore.getState();
  if (id === undefined) {
    versionsStore.setState({ versions: [], problem: 'This browser stores nothing for this page.' });
    return;
  }
  try {
    const found = await versions.list(id);
    if (deskStore.getState().id === id) versionsStore.setState({ versions: found, problem: undefined });
  } catch (reason) {
    versionsStore.setState({ versions: [], problem: errorMessage(reason) });
  }
}

/** What a version is called: its name, or why it was made. */
export const titleOf = ({ name, reason }: Version): string => name ?? reason;

/**
 * Keeps a state of a graph that the user did not ask for; one that is kept already is not kept twice. Rejects where
 * nothing can be stored.
 */
export async function keepVersion(draft: string | undefined, document: GraphDocument, reason: string): Promise<void> {
  if (draft === undefined || document.nodes.length === 0) return;
  const text = serializeDocument(document);
  const [latest] = await versions.list(draft);
  if (latest?.text === text) return;
  await versions.put({ id: nanoid(10), draft, reason, savedAt: Date.now(), text });
  if (deskStore.getState().id === draft) await refreshVersions();
}

/** Keeps the present state under a name. False, and said why, if that cannot be done. */
export async function saveVersion(given: string): Promise<boolean> {
  const { id: draft, follows, write } = deskStore.getState();
  const name = shorten(given.trim(), LONGEST_NAME);
  if (name === '') return false;
  if (draft === undefined || follows) {
    announce(
      follows ? ELSEWHERE : 'This browser stores nothing for this page. Save the graph as a file instead.',
      'warning',
    );
    return false;
  }
  const text = serializeDocument(documentStore.getState().whole);
  try {
    // An example that was not changed has no draft yet to which the version could belong.
    await write();
    const all = await versions.list(draft);
    if (all.filter((each) => each.name !== undefined).length >= MAX_VERSIONS) {
      announce(`There are ${MAX_VERSIONS} versions with a name, the most that are kept. Delete one first.`, 'warning');
      return false;
    }
    const [latest] = all;
    // What was kept by itself a moment ago gets the name.
    const same = latest?.name === undefined && latest?.text === text ? latest : undefined;
    await versions.put({ id: nanoid(10), draft, reason: 'Saved by hand', ...same, name, savedAt: Date.now(), text });
  } catch (reason) {
    announce(`The version could not be kept: ${errorMessage(reason)}. Save the graph as a file instead.`, 'warning');
    return false;
  }
  await refreshVersions();
  announce(`Kept as version “${name}”.`, 'info');
  return true;
}

/** Puts a version in the place of the present graph, which is kept, and comes back with undo. */
export async function bringBack(version: Version): Promise<void> {
  const { id, follows } = deskStore.getState();
  if (follows) return announce(ELSEWHERE, 'warning');
  const { whole: present, opened } = documentStore.getState();
  const title = shorten(titleOf(version), LONGEST_NAME);
  const document = readDocument(version.text, `The version “${title}”`);
  if (document === undefined) return;
  const unkept = await keepVersion(id, present, `Before “${title}” was brought back`).then(
    () => undefined,
    errorMessage,
  );
  if (documentStore.getState().opened !== opened) return;
  if (id !== undefined) tellOrigin({ draft: id });
  documentStore.getState().open(document, `Bring back “${title}”`);
  const back = `“${title}” is back. Undo goes to what was there before`;
  if (unkept === undefined) return announce(`${back}; it is kept as a version too.`);
  announce(`${back}, which could not be kept as a version: ${unkept}.`, 'warning');
}

export async function renameVersion(version: Version, given: string): Promise<void> {
  const name = shorten(given.trim(), LONGEST_NAME);
  if (name === '' || name === version.name) return;
  await change(() => versions.put({ ...version, name }));
}

export const removeVersion = (version: Version): Promise<void> => change(() => versions.remove(version.id));

/** Brings a version back that was deleted. */
export const putVersion = (version: Version): Promise<void> => change(() => versions.put(version));

async function change(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (reason) {
    announce(`The versions could not be changed: ${errorMessage(reason)}.`, 'warning');
  }
  await refreshVersions();
}
