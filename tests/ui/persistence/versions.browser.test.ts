/* Versions in the real database of a real browser. */
import { deleteDB } from 'idb';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { newDocument } from '../../../src/graph/new.ts';
import {
  bringBack,
  keepVersion,
  putVersion,
  removeVersion,
  renameVersion,
  saveVersion,
  titleOf,
  versionsStore,
} from '../../../src/ui/persistence/versions.ts';
import { takeOrigin } from '../../../src/ui/persistence/draft-places.ts';
import { MAX_VERSIONS } from '../../../src/ui/persistence/versions-db.ts';
import { deskStore } from '../../../src/ui/stores/desk.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';

let draft = 0;
const state = () => documentStore.getState();
const add = (id: string) => state().dispatch({ type: 'add', nodes: [{ id, type: 'Dense', position: [0, 0] }] });
const titles = () => versionsStore.getState().versions?.map(titleOf);
const version = (title: string) => {
  const found = versionsStore.getState().versions?.find((each) => titleOf(each) === title);
  if (found === undefined) throw new Error(`There is no version ${title}: ${titles()?.join()}`);
  return found;
};

beforeEach(() => {
  documentStore.begin(newDocument('Mine'));
  deskStore.setState({ id: `draft${draft++}`, follows: false });
  add('d1');
});
afterAll(() => deleteDB('edgewise'));

it('keeps, renames, deletes and brings a deleted one back to the list', async () => {
  expect(await saveVersion('  Before dropout ')).toBe(true);
  add('d2');
  await keepVersion(deskStore.getState().id, state().document, 'When training began');
  await keepVersion(deskStore.getState().id, state().document, 'When training began');
  expect(titles()).toEqual(['When training began', 'Before dropout']);
  await renameVersion(version('When training began'), 'Two layers');
  expect(titles()).toEqual(['Two layers', 'Before dropout']);
  const gone = version('Before dropout');
  await removeVersion(gone);
  expect(titles()).toEqual(['Two layers']);
  await putVersion(gone);
  expect(titles()).toEqual(['Two layers', 'Before dropout']);
});

it('gives the name to what was just kept by itself', async () => {
  await keepVersion(deskStore.getState().id, state().document, 'When training began');
  await saveVersion('Good');
  expect(titles()).toEqual(['Good']);
});

it('brings one back in one step, and loses nothing of the present', async () => {
  await saveVersion('Good');
  add('d2');
  const present = state().document;
  await bringBack(version('Good'));
  expect(state().document.nodes.map(({ id }) => id)).toEqual(['d1']);
  expect(state().undoLabel).toBe('Bring back “Good”');
  // The desk goes on with the same draft.
  expect(takeOrigin()).toEqual({ draft: deskStore.getState().id });
  expect(titles()).toEqual(['Before “Good” was brought back', 'Good']);
  state().undo();
  expect(state().document).toEqual(present);
});

it('never drops one with a name, and says when there are too many of them', async () => {
  await saveVersion('The first');
  for (let i = 0; i < MAX_VERSIONS + 5; i++) {
    add(`more${i}`);
    await keepVersion(deskStore.getState().id, state().document, `Made ${i}`);
  }
  expect(titles()).toHaveLength(MAX_VERSIONS);
  expect(titles()?.at(-1)).toBe('The first');
  for (let i = 1; i < MAX_VERSIONS; i++) expect(await saveVersion(`Name ${i}`)).toBe(true);
  expect(await saveVersion('One more')).toBe(false);
  expect(viewStore.getState().announcement.text).toContain('Delete one first');
  expect(titles()).toHaveLength(MAX_VERSIONS);
});

it('keeps nothing in a tab that follows, or where nothing is stored, and says so', async () => {
  deskStore.setState({ follows: true });
  expect(await saveVersion('Mine')).toBe(false);
  expect(viewStore.getState().announcement.text).toContain('Edit here');
  deskStore.setState({ id: undefined, follows: false });
  expect(await saveVersion('Mine')).toBe(false);
  expect(viewStore.getState().announcement.text).toContain('stores nothing');
});
