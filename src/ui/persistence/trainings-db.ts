/* The training under way of each draft in IndexedDB, beside the draft itself. */
import { openDatabase, operationsOf } from './database.ts';
import type { Database } from './database.ts';
import { packTraining, unpackTraining } from './pack-training.ts';
import type { StoredTraining } from './pack-training.ts';

/** What is larger is not kept. */
export const MAX_BYTES = 64_000_000;
/** Drafts with a training; the oldest give way. */
export const MAX_TRAININGS = 8;
/** Pieces that a page that goes away hands over in a moment. */
const AT_ONCE = 16;

export interface Trainings {
  /** What is kept for a draft. Rejects where it cannot be read, and says why. */
  get(draft: string): Promise<StoredTraining | undefined>;
  /**
   * Keeps it in the place of what was there before; what is too large is not kept, nor what was there before.
   * `leaving`: the page may be gone in a moment.
   */
  put(draft: string, training: StoredTraining, how?: { readonly leaving: boolean }): Promise<void>;
  remove(draft: string): Promise<void>;
  close(): void;
}

/** Opens the store. Rejects where storage is denied or broken. */
export async function openTrainings(): Promise<Trainings> {
  const db = await openDatabase();
  const remove = (draft: string) => db.delete('trainings', operationsOf(draft));
  return {
    remove,
    async get(draft) {
      const [head, ...pieces] = await db.getAll('trainings', operationsOf(draft));
      if (head === undefined) return undefined;
      return unpackTraining(
        head.content,
        pieces.map(({ content }) => content),
      );
    },
    async put(draft, training, { leaving } = { leaving: false }) {
      const { head, bytes, pieces } = packTraining(training);
      if (bytes > MAX_BYTES) return remove(draft);
      const transaction = db.transaction('trainings', 'readwrite');
      const { store } = transaction;
      const asked: Promise<unknown>[] = [
        store.delete(operationsOf(draft)),
        store.put({ draft, part: 0, savedAt: Date.now(), content: head }),
      ];
      try {
        let part = 1;
        for (const content of pieces()) {
          asked.push(store.put({ draft, part, content }));
          // The page has time for other things between two pieces; one that is being closed hears no answers.
          if (!leaving || part >= AT_ONCE) await Promise.all(asked);
          part++;
        }
        transaction.commit();
        await Promise.all([...asked, transaction.done]);
      } catch (reason) {
        await transaction.done.catch(() => {});
        throw reason;
      }
      await prune(db);
    },
    close: () => db.close(),
  };
}

async function prune(db: Database): Promise<void> {
  const drafts = (await db.getAllKeys('trainings')).filter(([, part]) => part === 0);
  if (drafts.length <= MAX_TRAININGS) return;
  const heads = await Promise.all(drafts.map((key) => db.get('trainings', key)));
  const old = heads
    .flatMap((head) => (head === undefined ? [] : [head]))
    .toSorted(latestFirst)
    .slice(MAX_TRAININGS);
  for (const { draft } of old) await db.delete('trainings', operationsOf(draft));
}

const latestFirst = (a: { readonly savedAt?: number }, b: { readonly savedAt?: number }): number =>
  (b.savedAt ?? 0) - (a.savedAt ?? 0);
