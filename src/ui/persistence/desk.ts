/*
 * The document that lies on this tab's desk: which draft it is, who leads it, and that every change is written.
 * One tab leads a draft. Another that opens it follows: it shows what is done there, until it takes over or works
 * on a copy. A tab that finds out too late that it was taken over goes on with a copy; nothing is overwritten.
 */
import { nanoid } from 'nanoid';
import type { History } from '../../graph/history.ts';
import { parseDocument } from '../../graph/parse.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument } from '../../graph/types.ts';
import type { Channel } from './channel.ts';
import type { Desk, DeskParts } from './desk-parts.ts';
import { TakenOver, type StoredDraft } from './drafts.ts';
import { createKeeper, type Held, type Keeper } from './keeper.ts';
import { locksExist, type Hold } from './locks.ts';
import { createPlaces, takeOrigin, withoutOthers, type Origin, type Places } from './places.ts';
import { highestOf, readDraft } from './read-draft.ts';
import type { Restored } from './restore-steps.ts';
import type { StepLog } from './step-log.ts';

/** Milliseconds for a leader to answer; one that does not is frozen, and what it has not written becomes a copy. */
const ANSWER = 1_500;
/** Milliseconds after which a leader that gave way goes on if nobody took over. */
const TAKEN = 5_000;
/** A draft that is left is free as soon as it is written. */
const PATIENCE = 2_000;

interface Taken {
  readonly holder: string;
  readonly stored: StoredDraft | undefined;
}

interface Lead {
  readonly pristine?: GraphDocument | undefined;
  readonly taken?: Taken | undefined;
  /** The steps that are stored beside the draft and known here. */
  readonly log?: StepLog | undefined;
  /** What is shown was read from the draft: its steps come back too. */
  readonly remembers?: boolean;
}

/** What this tab does with a draft, from when it comes to it until it leaves. */
interface Term {
  readonly id: string;
  readonly channel: Channel | undefined;
  readonly follows: boolean;
  end(): void;
  /** Leaders only. */
  readonly keeper?: Keeper;
  readonly pristine?: GraphDocument | undefined;
}

export function createDesk(parts: DeskParts): Desk {
  const { documents, drafts, locks, session } = parts;
  let places: Places = createPlaces('');
  let term: Term | undefined;
  /** The desk itself changes what is shown. */
  let showing = false;
  /** What is left is written before another draft is come to. */
  let leaving: Promise<void> = Promise.resolve();
  /** Waits for the leader's answer. */
  let given: ((history: History) => void) | undefined;
  /** What this tab gave way with, until another one has it: a copy goes on with its steps. */
  let gave: { readonly from: Term | undefined; readonly history: History } | undefined;

  const show = (work: () => void) => {
    showing = true;
    work();
    showing = false;
  };
  const shown = (): History => documents.getState().history;

  const come = (next: Term) => {
    term = next;
    parts.onPlace({ id: next.id, follows: next.follows });
  };

  /** Makes a draft this tab's: it alone may write to it. */
  const take = async (id: string): Promise<Taken> => {
    const holder = nanoid(10);
    return { holder, stored: await drafts.take(id, holder) };
  };

  /** Leads a draft from now on. `lock` may take its time; what is changed meanwhile waits. */
  const lead = (
    id: string,
    lock: () => Promise<Hold | undefined>,
    { pristine, taken, log, remembers = false }: Lead = {},
  ): Keeper => {
    let hold: Hold | undefined;
    let isLost = false;
    // Whoever led before follows now.
    let listened = taken !== undefined;
    const isPresent = () => term?.keeper === keeper;
    const first = documents.getState().whole;
    const held = once(async (): Promise<Held> => {
      hold = await lock();
      void hold?.lost.then(lost);
      const { holder, stored } = taken ?? (await take(id));
      if (isLost) throw new TakenOver();
      const known = remembers && stored !== undefined ? await remember(stored, first, isPresent) : log;
      return { id, holder, seq: highestOf(stored), log: known, ...(pristine === undefined ? {} : { pristine }) };
    });
    const keeper = createKeeper({
      drafts,
      held,
      onState(state, reason) {
        if (!isPresent()) return;
        if (reason instanceof TakenOver) return becomeCopy('led');
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
    const give = async () => {
      const history = shown();
      gave = { from: term, history };
      show(() => documents.follow(history.document));
      await keeper.flush();
      // What is not written is not given away: the other tab begins with what is stored, and this one with a copy.
      if (!keeper.pending()) channel?.post({ type: 'given', history: withoutOthers(history) });
      setTimeout(() => {
        if (isPresent()) show(() => documents.lead(history));
      }, TAKEN);
    };
    const lost = async () => {
      isLost = true;
      if (!isPresent()) return;
      await keeper.flush();
      if (!isPresent()) return;
      if (keeper.pending()) becomeCopy('led');
      else desk.follow(id);
    };
    const finish = async (before: Promise<void>) => {
      await before;
      await keeper.flush();
      keeper.end();
      hold?.release();
    };
    const end = () => {
      channel?.close();
      leaving = finish(leaving);
    };
    come({ id, channel, keeper, pristine, follows: false, end });
    return keeper;
  };

  /** Puts the steps that are kept beside a draft behind those made since the page came. */
  const remember = async (
    stored: StoredDraft,
    document: GraphDocument,
    isPresent: () => boolean,
  ): Promise<StepLog | undefined> => {
    const restored = await historyOf(stored, document);
    if (restored === undefined || !isPresent()) return undefined;
    documents.remember(restored.history);
    const { keeper } = term ?? {};
    // What waits to be written does not know of them yet.
    if (keeper?.pending() === true) keeper.changed(shown());
    return restored.log;
  };

  /** Goes on under a new id with the document that is shown. */
  const becomeCopy = (why: 'led' | 'asked') => {
    const before = term;
    const steps = gave !== undefined && gave.from === before ? gave.history : undefined;
    gave = undefined;
    const id = nanoid(10);
    // Others that follow may have been shown what is a copy from now on.
    before?.channel?.post({ type: 'hello' });
    before?.keeper?.end();
    before?.end();
    if (before !== undefined) places.rename(before.id, id);
    session.write(id);
    const keeper = lead(id, () => locks.take(id, 0));
    show(() => {
      documents.lead(steps);
      const { document, dispatch } = documents.getState();
      dispatch({ type: 'setDocument', fields: { name: `${document.name} (copy)` } });
    });
    keeper.changed(shown());
    parts.onCopy(why);
  };

  /** Another document was opened, or undo came back to one. */
  const move = ({ draft, elsewhere, follows }: Origin, left: GraphDocument) => {
    const before = term;
    if (before === undefined) return;
    const id = places.find(shown(), () => draft ?? nanoid(10));
    if (id === before.id) return;
    before.end();
    if (before.pristine === left) leaving = leaving.then(() => drafts.remove(before.id)).catch(() => {});
    if (follows === true) return desk.follow(id);
    session.write(id);
    const lock = async () => {
      await leaving;
      const hold = await locks.take(id, PATIENCE);
      if (hold === undefined && (await locksExist(locks))) throw new TakenOver();
      return hold;
    };
    lead(id, lock, elsewhere === true ? { pristine: documents.getState().whole } : {});
  };

  documents.subscribe((state, before) => {
    if (showing || state.whole === before.whole) return;
    if (state.opened !== before.opened) move(takeOrigin(), before.whole);
    term?.keeper?.changed(state.history);
  });

  /** Leads what was followed, beginning with what is stored: the other tab writes nothing more. */
  const inherit = async (followed: Term, hold: Hold | undefined, history: History | undefined): Promise<boolean> => {
    const { id } = followed;
    const taken = await take(id).catch(() => undefined);
    const reading = taken?.stored === undefined ? undefined : readDraft(taken.stored);
    const document = reading?.state === 'readable' ? reading.document : documents.getState().whole;
    const restored = taken?.stored === undefined ? undefined : await historyOf(taken.stored, document);
    if (term !== followed) {
      hold?.release();
      return false;
    }
    followed.end();
    const same = history !== undefined && serializeDocument(history.document) === serializeDocument(document);
    places = createPlaces(id);
    show(() => {
      documents.follow(document);
      documents.lead(same ? history : restored?.history);
    });
    const keeper = lead(id, () => Promise.resolve(hold), { taken, log: same ? undefined : restored?.log });
    if (reading?.state !== 'readable') keeper.changed(shown());
    return true;
  };

  const desk: Desk = {
    begin({ id, hold, pristine }) {
      places = createPlaces(id);
      lead(id, () => Promise.resolve(hold), { pristine, remembers: true });
    },
    async write() {
      const keeper = term?.keeper;
      if (term === undefined || keeper === undefined) return;
      keeper.own();
      keeper.changed(shown());
      term = { ...term, pristine: undefined };
      await keeper.flush();
    },
    follow(id) {
      if (term?.id === id) {
        term.keeper?.end();
        term.end();
      }
      places = createPlaces(id);
      session.write(id);
      const waiting = new AbortController();
      const channel = parts.open(id, (message) => {
        if (message.type === 'given') given?.(message.history);
        if (message.type !== 'shown') return;
        const parsed = parseDocument(message.text);
        if (parsed.ok) show(() => documents.follow(parsed.value.document));
      });
      const end = () => {
        waiting.abort();
        channel?.close();
      };
      const following: Term = { id, channel, follows: true, end };
      show(() => documents.follow(documents.getState().whole));
      come(following);
      channel?.post({ type: 'hello' });
      void locks.wait(id, waiting.signal).then(async (hold) => {
        if (await inherit(following, hold, undefined)) parts.onLead('closed');
      });
    },
    async takeOver() {
      const asked = term;
      if (asked?.follows !== true) return;
      const answer = new Promise<History>((resolve) => (given = resolve));
      asked.channel?.post({ type: 'give' });
      const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ANSWER));
      const history = await Promise.race([answer, late]);
      given = undefined;
      if (term !== asked) return;
      const hold = await locks.steal(asked.id);
      if (await inherit(asked, hold, history)) parts.onLead('asked');
    },
    copy() {
      if (term?.follows === true) becomeCopy('asked');
    },
    async flush() {
      await leaving;
      await term?.keeper?.flush();
    },
    lastWords: () => term?.keeper?.lastWords(),
    pending: () => term?.keeper?.pending() ?? false,
    id: () => term?.id ?? '',
  };
  return desk;
}

/** The history beside a draft; what cannot be read, or has not come, is as good as none. */
async function historyOf(stored: StoredDraft, document: GraphDocument): Promise<Restored | undefined> {
  if ((stored.steps ?? []).length === 0) return undefined;
  try {
    const { restoreSteps } = await import('./restore-steps.ts');
    return restoreSteps(stored, document);
  } catch {
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
