/*
 * A draft that this tab leads: it holds the lock, writes every change, shows it to the tabs that follow, and gives the
 * draft away to one that asks for it.
 */
import { nanoid } from 'nanoid';
import type { History } from '../../graph/history.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument } from '../../graph/types.ts';
import type { Channel } from './channel.ts';
import type { DeskParts } from './desk-parts.ts';
import { TakenOver, type Drafts, type StoredDraft } from './drafts.ts';
import { createKeeper, type Held, type Keeper } from './draft-keeper.ts';
import { keepAside } from './keep-aside.ts';
import type { Hold } from './locks.ts';
import { withoutOthers } from './draft-places.ts';
import { highestOf } from './read-draft.ts';
import type { Restored } from './restore-steps.ts';
import type { StepLog } from './step-log.ts';

/** Milliseconds after which a leader that gave way goes on if nobody took over. */
const TAKEN = 5_000;

export interface Taken {
  readonly holder: string;
  readonly stored: StoredDraft | undefined;
}

export interface Lead {
  readonly pristine?: GraphDocument | undefined;
  readonly taken?: Taken | undefined;
  /** The steps that are stored beside the draft and known here. */
  readonly log?: StepLog | undefined;
  /** What is shown was read from the draft: its steps come back too. */
  readonly remembers?: boolean;
}

/** What this tab does with a draft, from when it comes to it until it leaves. */
export interface Term {
  readonly id: string;
  readonly channel: Channel | undefined;
  readonly follows: boolean;
  end(): void;
  /** Leaders only. */
  readonly keeper?: Keeper;
  readonly pristine?: GraphDocument | undefined;
}

/** What a leader asks of its desk. */
export interface Around {
  readonly parts: DeskParts;
  /** Whether this is still what lies on the desk. */
  isPresent(keeper: Keeper): boolean;
  /** Changes what is shown without its being an edit. */
  show(work: () => void): void;
  /** The draft is given away with these steps. */
  gave(history: History): void;
  /** Another tab leads the draft, but has not got all that is shown here. */
  becomeCopy(): void;
  /** Another tab leads the draft and has all of it. */
  follow(id: string): void;
  /** What is left is written, after what was left before. */
  leave(finish: (before: Promise<void>) => Promise<void>): void;
}

/** Leads a draft from now on. `lock` may take its time; what is changed meanwhile waits. */
export function leadDraft(
  { parts, ...around }: Around,
  id: string,
  lock: () => Promise<Hold | undefined>,
  { pristine, taken, log, remembers = false }: Lead,
): Term & { readonly keeper: Keeper } {
  const { documents, drafts } = parts;
  let hold: Hold | undefined;
  let isLost = false;
  /** What was last to be written was refused, for another tab leads. */
  let isTakenOver = false;
  // Whoever led before follows now.
  let listened = taken !== undefined;
  const isPresent = () => around.isPresent(keeper);
  const first = documents.getState().whole;

  /** Puts the steps that are kept beside the draft behind those made since the page came. */
  const remember = async (stored: StoredDraft): Promise<StepLog | undefined> => {
    const restored = await historyOf(stored, first);
    if (restored === undefined || !isPresent()) return undefined;
    documents.remember(restored.history);
    // What waits to be written does not know of them yet.
    if (keeper.pending()) keeper.changed(documents.getState().history);
    return restored.log;
  };
  const held = once(async (): Promise<Held> => {
    hold = await lock();
    void hold?.lost.then(lost);
    const { holder, stored } = taken ?? (await takeDraft(drafts, id));
    if (isLost) throw new TakenOver();
    const known = remembers && stored !== undefined ? await remember(stored) : log;
    return { id, holder, seq: highestOf(stored), log: known, ...(pristine === undefined ? {} : { pristine }) };
  });
  const keeper = createKeeper({
    drafts,
    held,
    onState(state, reason) {
      isTakenOver = reason instanceof TakenOver;
      // Of what was left, `finish` keeps the changes.
      if (!isPresent()) return;
      if (isTakenOver) return around.becomeCopy();
      parts.onState(state, reason);
      if (state !== 'saving') tellFollowers();
    },
  });
  const channel = parts.open(id, (message) => {
    if (message.type === 'hello') {
      listened = true;
      tellFollowers();
    } else if (message.type === 'give' && isPresent()) void give();
  });
  const tellFollowers = () => {
    if (listened) channel?.post({ type: 'shown', text: serializeDocument(documents.getState().whole) });
  };
  // A tab that asked while the draft changed hands was heard by nobody.
  if (taken !== undefined) tellFollowers();
  const give = async () => {
    const { history } = documents.getState();
    around.gave(history);
    around.show(() => documents.follow(history.document));
    await keeper.flush();
    // What is not written is not given away: the other tab begins with what is stored, and this one with a copy.
    if (!keeper.pending()) channel?.post({ type: 'given', history: withoutOthers(history) });
    setTimeout(() => {
      if (isPresent()) around.show(() => documents.lead(history));
    }, TAKEN);
  };
  const lost = async () => {
    isLost = true;
    if (!isPresent()) return;
    await keeper.flush();
    if (!isPresent()) return;
    if (keeper.pending()) around.becomeCopy();
    else around.follow(id);
  };
  const finish = async (before: Promise<void>) => {
    await before;
    await keeper.flush();
    if (isTakenOver) await saveChanges();
    keeper.end();
    hold?.release();
  };
  const saveChanges = async () => {
    const left = keeper.unwritten();
    // Coming back to a graph has it written anew, changed or not.
    if (left === undefined || left.document === first) return;
    const kept = await keepAside(drafts, left);
    if (kept.ok) parts.onAside(kept.value);
    else parts.onState('failed', kept.error);
  };
  const end = () => {
    channel?.close();
    around.leave(finish);
  };
  return { id, channel, keeper, pristine, follows: false, end };
}

/** Makes a draft this tab's: it alone may write to it. */
export async function takeDraft(drafts: Pick<Drafts, 'take'>, id: string): Promise<Taken> {
  const holder = nanoid(10);
  return { holder, stored: await drafts.take(id, holder) };
}

/** The history beside a draft; what cannot be read, or has not come, is as good as none. */
export async function historyOf(stored: StoredDraft, document: GraphDocument): Promise<Restored | undefined> {
  if ((stored.steps ?? []).length === 0) return undefined;
  try {
    const { restoreSteps } = await import('./restore-steps.ts');
    return restoreSteps(stored, document);
  } catch {
    // The graph is there, only its undo does not reach back before this visit.
    return undefined;
  }
}

/** The same promise for every caller; one that was rejected is made anew. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((reason: unknown) => {
      made = undefined;
      throw reason;
    }));
}
