/* Keeps as a draft of its own what was changed in a graph that was left, and that another tab leads by now. */
import { nanoid } from 'nanoid';
import { err, ok, type Result } from '../../base/result.ts';
import { commit, type History } from '../../graph/history.ts';
import { createKeeper } from './draft-keeper.ts';
import { withoutOthers } from './draft-places.ts';
import type { Drafts } from './drafts.ts';

/** The name under which it is kept, or why it could not be written. */
export async function keepAside(drafts: Drafts, history: History): Promise<Result<string, unknown>> {
  const name = nameOfCopy(history.document);
  const copy = commit(withoutOthers(history), { type: 'setDocument', fields: { name } });
  if (!copy.ok) return copy;
  const id = nanoid(10);
  const holder = nanoid(10);
  let reason: unknown;
  const keeper = createKeeper({
    drafts,
    async held() {
      await drafts.take(id, holder);
      return { id, holder, seq: 0 };
    },
    onState: (_state, thrown) => void (reason = thrown),
  });
  keeper.changed(copy.value);
  await keeper.flush();
  const isWritten = !keeper.pending();
  keeper.end();
  return isWritten ? ok(name) : err(reason);
}

/** What a graph is called that goes on beside the one it was. */
export const nameOfCopy = ({ name }: History['document']): string => `${name} (copy)`;
