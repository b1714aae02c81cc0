/* What a page that goes away leaves for the next visit, in the real database of a real browser. */
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDrafts } from '../../../src/ui/persistence/drafts.ts';
import { forgetWords, leaveWords } from '../../../src/ui/persistence/last-words.ts';

async function clear() {
  localStorage.clear();
  await deleteDB('edgewise');
}
beforeEach(clear);
afterEach(clear);

const whole = (id: string, savedAt: number, seq = 0) => ({ id, name: id, text: `{"at":${savedAt}}`, savedAt, seq });
const operation = (draft: string, savedAt: number, seq: number) => ({ draft, seq, name: draft, savedAt, patches: [] });

async function found(id: string) {
  const drafts = await openDrafts();
  const all = await drafts.list();
  drafts.close();
  return all.find((each) => each.id === id);
}

async function store(id: string, savedAt: number, holder = 'me') {
  const drafts = await openDrafts();
  await drafts.take(id, holder);
  await drafts.put(whole(id, savedAt), holder);
  drafts.close();
}

describe('last words', () => {
  it('are put into the drafts with the next visit, once', async () => {
    leaveWords({ whole: whole('a', 5), holder: 'me' });
    expect(await found('a')).toMatchObject({ record: whole('a', 5), operations: [] });
    expect(localStorage).toHaveLength(0);
  });

  it('add what was changed, and replace an operation that has less in it', async () => {
    await store('a', 1);
    const drafts = await openDrafts();
    await drafts.append(operation('a', 2, 1), 'me');
    drafts.close();
    leaveWords({ operation: operation('a', 3, 1), holder: 'me' });
    expect((await found('a'))?.operations).toEqual([operation('a', 3, 1)]);
  });

  it('are no news where the write did arrive', async () => {
    await store('a', 5);
    leaveWords({ whole: whole('a', 4), holder: 'me' });
    expect((await found('a'))?.record).toEqual(whole('a', 5));
    expect(localStorage).toHaveLength(0);
  });

  it('do not count when another tab had taken over before', async () => {
    await store('a', 1);
    const drafts = await openDrafts();
    await drafts.take('a', 'another');
    drafts.close();
    leaveWords({ whole: whole('a', 5), holder: 'me' });
    expect((await found('a'))?.record).toEqual(whole('a', 1));
  });

  it('count for a tab that takes over afterwards', async () => {
    await store('a', 1);
    leaveWords({ operation: operation('a', 5, 1), holder: 'me' });
    const drafts = await openDrafts();
    expect((await drafts.take('a', 'another'))?.operations).toEqual([operation('a', 5, 1)]);
    drafts.close();
  });

  it('bring the steps along, or leave them out where they are too many', async () => {
    await store('a', 1);
    const put = [{ draft: 'a', serial: 1, label: 'Add Dense', patches: [], inverse: [] }];
    const words = {
      operation: { ...operation('a', 5, 1), done: 1 },
      steps: { only: [0, 0], put },
      holder: 'me',
    } as const;
    const stepsOf = async () => {
      const drafts = await openDrafts();
      await drafts.list();
      const steps = await drafts.steps();
      drafts.close();
      return steps;
    };
    leaveWords(words);
    expect(await stepsOf()).toEqual(put);
    const small: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> = {
      length: 0,
      key: () => null,
      getItem: () => null,
      removeItem: () => {},
      setItem(key, text) {
        if (text.includes('Add Dense')) throw new DOMException('full', 'QuotaExceededError');
        localStorage.setItem(key, text);
      },
    };
    leaveWords({ ...words, operation: { ...words.operation, savedAt: 9 } }, () => small);
    expect((await found('a'))?.operations).toEqual([{ ...words.operation, savedAt: 9 }]);
    expect(await stepsOf()).toEqual(put);
  });

  it('go with a draft that is removed', async () => {
    await store('a', 1);
    const drafts = await openDrafts();
    leaveWords({ whole: whole('a', 5), holder: 'me' });
    await drafts.remove('a');
    expect(await drafts.list()).toEqual([]);
    drafts.close();
  });

  it('that are damaged, or in a full store, do no harm', async () => {
    await store('a', 1);
    localStorage.setItem('edgewise.last.a', '{"holder":"me","operation":{"draft":"a"');
    localStorage.setItem('edgewise.last.c', '{"holder":"me","whole":{"id":"c","seq":0,"savedAt":9},"steps":{"put":7}}');
    localStorage.setItem('edgewise.last.b', '{"holder":"me","operation":{"draft":7,"seq":1,"savedAt":9}}');
    expect((await found('a'))?.record).toEqual(whole('a', 1));
    expect(localStorage).toHaveLength(0);
    const denied = () => {
      throw new DOMException('no', 'SecurityError');
    };
    leaveWords({ whole: whole('a', 5), holder: 'me' }, denied);
    forgetWords('a', denied);
    expect((await found('a'))?.record).toEqual(whole('a', 1));
  });

  it('that cannot be put anywhere wait, and the drafts are read all the same', async () => {
    await store('a', 1);
    leaveWords({ operation: operation('a', 9, 1), holder: 'me' });
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await found('a')).toMatchObject({ record: whole('a', 1), operations: [] });
    full.mockRestore();
    expect((await found('a'))?.operations).toEqual([operation('a', 9, 1)]);
    expect(localStorage).toHaveLength(0);
    // Damage beside what is sound does not count.
    localStorage.setItem(
      'edgewise.last.b',
      JSON.stringify({ holder: 'me', whole: null, operation: operation('a', 10, 2) }),
    );
    expect((await found('a'))?.operations).toEqual([operation('a', 9, 1), operation('a', 10, 2)]);
  });
});
