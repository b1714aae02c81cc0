/* Imported weights where storage is full or gives nothing back. */
import { beforeEach, expect, it, vi } from 'vitest';
import { keepWeights } from '../../../src/ui/interop/kept-weights.ts';
import { deskStore } from '../../../src/ui/stores/desk.ts';
import { forgetImported, importedStore } from '../../../src/ui/stores/imported.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';

/** What the database refuses, by the name of what was asked of it. */
const { refused } = vi.hoisted(() => ({ refused: new Map<string, Error>() }));
vi.mock('idb', () => {
  const answer = (name: string, value?: unknown) => async () => {
    const error = refused.get(name);
    if (error !== undefined) throw error;
    return value;
  };
  const database = {
    get: answer('get'),
    put: answer('put'),
    delete: answer('delete'),
    getAllKeys: answer('getAllKeys', []),
  };
  return { openDB: answer('open', database) };
});

const imported = { source: 'digits.keras', weights: new Map([['d1/kernel', new Float32Array(2)]]) };
const said = () => viewStore.getState().announcement;

beforeEach(() => {
  refused.clear();
  deskStore.setState({ id: 'mine' });
  viewStore.setState({ announcement: { id: 0, text: '', tone: 'quiet' } });
});

it('says that a full disk keeps them no longer than the tab is open', async () => {
  refused.set('put', new DOMException('The quota has been exceeded.', 'QuotaExceededError'));
  await keepWeights([]);
  importedStore.setState({ imported });
  await vi.waitFor(() => expect(said().tone).toBe('warning'));
  expect(said().text).toMatch(
    /^This browser cannot keep the weights from digits\.keras: its storage is full\. They stay/,
  );
  expect(importedStore.getState().imported).toBe(imported);
});

it('says that those that were let go may come back', async () => {
  refused.set('delete', new Error('the disk is gone'));
  await keepWeights([]);
  importedStore.setState({ imported });
  forgetImported();
  await vi.waitFor(() =>
    expect(said().text).toMatch(/^This browser cannot let go of the imported weights: .*the disk/),
  );
});

it('says that they cannot be read, and begins to keep new ones all the same', async () => {
  refused.set('get', new Error('the disk is gone'));
  forgetImported();
  await keepWeights([]);
  expect(said().text).toMatch(/^This browser cannot read whether weights came with this graph: .*the disk is gone/);
  refused.set('put', new Error('the disk is full'));
  importedStore.setState({ imported });
  await vi.waitFor(() => expect(said().text).toMatch(/cannot keep the weights from digits\.keras: .*the disk is full/));
});
