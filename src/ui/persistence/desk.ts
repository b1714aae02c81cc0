/*
 * The document that lies on this tab's desk: which draft it is, and who leads it (`leading.ts`).
 * One tab leads a draft. Another that opens it follows: it shows what is done there, until it takes over or works
 * on a copy. A tab that finds out too late that it was taken over goes on with a copy; nothing is overwritten.
 */
import { nanoid } from 'nanoid';
import type { History } from '../../graph/history.ts';
import { parseDocument } from '../../graph/parse.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument } from '../../graph/types.ts';
import type { Desk, DeskParts } from './desk-parts.ts';
import { TakenOver } from './drafts.ts';
import type { Keeper } from './draft-keeper.ts';
import { nameOfCopy } from './keep-aside.ts';
import { historyOf, leadDraft, takeDraft, type Around, type Lead, type Term } from './leading.ts';
import { locksExist, type Hold } from './locks.ts';
import { createPlaces, takeOrigin, type Origin, type Places } from './draft-places.ts';
import { readDraft } from './read-draft.ts';

/** Milliseconds for a leader to answer; one that does not is frozen, and what it has not written becomes a copy. */
const ANSWER = 1_500;
/** A draft that is left is free as soon as it is written. */
const PATIENCE = 2_000;

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

  const around: Around = {
    parts,
    show,
    isPresent: (keeper) => term?.keeper === keeper,
    gave: (history) => void (gave = { from: term, history }),
    becomeCopy: () => becomeCopy('led'),
    follow: (id) => desk.follow(id),
    leave: (finish) => void (leaving = finish(leaving)),
  };

  const come = (next: Term) => {
    term = next;
    parts.onPlace({ id: next.id, follows: next.follows });
  };

  const lead = (id: string, lock: () => Promise<Hold | undefined>, how: Lead = {}): Keeper => {
    const next = leadDraft(around, id, lock, how);
    come(next);
    return next.keeper;
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
      dispatch({ type: 'setDocument', fields: { name: nameOfCopy(document) } });
    });
    keeper.changed(shown());
    parts.onCopy(why);
  };

  /** Another document was opened, or undo came back to one. */
  const move = ({ draft, elsewhere, follows }: Origin, document: GraphDocument) => {
    const before = term;
    if (before === undefined) return;
    const id = places.find(shown(), () => draft ?? nanoid(10));
    if (id === before.id) return;
    before.end();
    // One that stays, unchanged as it is, goes when old drafts go.
    if (before.pristine === document) leaving = leaving.then(() => drafts.remove(before.id)).catch(() => {});
    if (follows === true) return desk.follow(id);
    session.write(id);
    // Only what was left until now: this draft too may be left before it has its lock.
    const left = leaving;
    const lock = async () => {
      await left;
      const hold = await locks.take(id, PATIENCE);
      if (hold === undefined && (await locksExist(locks))) throw new TakenOver();
      return hold;
    };
    lead(id, lock, {
      remembers: draft !== undefined,
      ...(elsewhere === true ? { pristine: documents.getState().whole } : {}),
    });
  };

  documents.subscribe((state, before) => {
    if (showing || state.whole === before.whole) return;
    if (state.opened !== before.opened) move(takeOrigin(), before.whole);
    term?.keeper?.changed(state.history);
  });

  /** Leads what was followed, beginning with what is stored: the other tab writes nothing more. */
  const inherit = async (followed: Term, hold: Hold | undefined, history: History | undefined): Promise<boolean> => {
    const { id } = followed;
    // Where storage does not answer, what this tab shows is what there is.
    const taken = await takeDraft(drafts, id).catch(() => undefined);
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
