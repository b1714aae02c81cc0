/* Several tabs on one browser's storage, in memory: locks, channels and drafts as browsers have them. */
import { newDocument } from '../../../src/graph/new.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import type { Channel, Message } from '../../../src/ui/persistence/channel.ts';
import { claimDraft } from '../../../src/ui/persistence/claim.ts';
import type { Draft, Operation } from '../../../src/ui/persistence/database.ts';
import { createDesk } from '../../../src/ui/persistence/desk.ts';
import { TakenOver } from '../../../src/ui/persistence/drafts.ts';
import type { Drafts, StoredDraft } from '../../../src/ui/persistence/drafts.ts';
import type { Hold, Locks } from '../../../src/ui/persistence/locks.ts';
import { readDraft } from '../../../src/ui/persistence/read-draft.ts';
import type { StepsWrite, StoredStep } from '../../../src/ui/persistence/step-log.ts';
import { createDocumentStore } from '../../../src/ui/stores/document.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { compilation } from '../stores/fixtures.ts';

/** A tab that waits for what it asked for, or gets it no more. */
interface Life {
  alive: boolean;
  /** Resolves at once, or when the tab goes on. */
  thawed: Promise<void>;
}

interface Request {
  readonly life: Life;
  readonly give: () => void;
}

interface Lock {
  owner: { readonly life: Life; readonly lose: () => void } | undefined;
  readonly queue: Request[];
}

export function createWorld() {
  const drafts = new Map<string, Draft>();
  const operations = new Map<string, Operation[]>();
  const steps = new Map<string, readonly StoredStep[]>();
  const holders = new Map<string, string>();
  const locks = new Map<string, Lock>();
  const ears = new Map<string, Set<{ readonly life: Life; readonly hear: (message: Message) => void }>>();
  /** Nothing more can be written. */
  const disk = { full: false, fullOfSteps: false };

  const stored = (id: string): StoredDraft | undefined =>
    drafts.has(id) ? { id, record: drafts.get(id), operations: [...(operations.get(id) ?? [])] } : undefined;

  const writeSteps = (id: string, write: StepsWrite | undefined) => {
    if (write === undefined) return;
    const [from, to] = write.only;
    const before = (steps.get(id) ?? []).filter(({ serial }) => serial >= from && serial <= to);
    const after = before.filter(({ serial }) => !write.put.some((each) => each.serial === serial));
    steps.set(id, [...after, ...structuredClone(write.put)]);
  };

  const draftsFor = (life: Life): Drafts => {
    /** A transaction: whole or not at all, and not after the tab has gone. */
    const transaction = async <T>(work: () => T): Promise<T> => {
      await life.thawed;
      await new Promise((resolve) => setTimeout(resolve, 3));
      if (!life.alive) return new Promise<never>(() => {});
      return work();
    };
    const guarded = (id: string, holder: string | undefined, step: StepsWrite | undefined, work: () => void) =>
      transaction(() => {
        if (disk.full || (disk.fullOfSteps && (step?.put.length ?? 0) > 0))
          throw new DOMException('full', 'QuotaExceededError');
        if (holder !== undefined && holders.get(id) !== holder) throw new TakenOver();
        work();
        writeSteps(id, step);
      });
    return {
      list: () => transaction(() => [...drafts.keys()].toReversed().flatMap((id) => stored(id) ?? [])),
      take: (id, holder) =>
        transaction(() => {
          holders.set(id, holder);
          const found = stored(id);
          return found === undefined ? undefined : { ...found, steps: structuredClone(steps.get(id) ?? []) };
        }),
      steps: async () => [...steps.values()].flat(),
      put: (draft, holder, step) =>
        guarded(draft.id, holder, step, () => {
          drafts.delete(draft.id);
          drafts.set(draft.id, draft);
          const later = (operations.get(draft.id) ?? []).filter(({ seq }) => seq > (draft.seq ?? 0));
          operations.set(draft.id, later);
        }),
      append: (operation, holder, step) =>
        guarded(operation.draft, holder, step, () => {
          operations.set(operation.draft, [...(operations.get(operation.draft) ?? []), structuredClone(operation)]);
        }),
      remove: (id) =>
        transaction(() => {
          drafts.delete(id);
          operations.delete(id);
          steps.delete(id);
        }),
      setAside: async () => {},
      damaged: async () => [],
      markDownloaded: async () => {},
      forget: async () => {},
      prune: async () => {},
      close: () => {},
    };
  };

  const lockOf = (id: string): Lock => {
    const known = locks.get(id) ?? { owner: undefined, queue: [] };
    locks.set(id, known);
    return known;
  };
  const next = (lock: Lock) => {
    lock.owner = undefined;
    const waiting = lock.queue.findIndex(({ life }) => life.alive);
    const [request] = waiting < 0 ? [] : lock.queue.splice(0, waiting + 1).slice(-1);
    request?.give();
  };
  const own = (lock: Lock, life: Life): Hold => {
    let lose = () => {};
    const lost = new Promise<void>((resolve) => (lose = resolve));
    const owner = { life, lose };
    lock.owner = owner;
    const release = () => {
      if (lock.owner === owner) next(lock);
    };
    return { release, lost: lost.then(() => life.thawed) };
  };
  const locksFor = (life: Life): Locks => ({
    async take(id, patience) {
      if (!life.alive) return new Promise<never>(() => {});
      const lock = lockOf(id);
      if (lock.owner === undefined) return own(lock, life);
      if (patience === 0) return undefined;
      await new Promise((resolve) => setTimeout(resolve, patience));
      return lock.owner === undefined ? own(lock, life) : undefined;
    },
    wait(id, signal) {
      const lock = lockOf(id);
      return new Promise((resolve) => {
        if (lock.owner === undefined) return resolve(own(lock, life));
        const request = { life, give: () => resolve(own(lock, life)) };
        lock.queue.push(request);
        signal.addEventListener('abort', () => {
          if (lock.queue.includes(request)) lock.queue.splice(lock.queue.indexOf(request), 1);
        });
        return undefined;
      });
    },
    async steal(id) {
      if (!life.alive) return new Promise<never>(() => {});
      const lock = lockOf(id);
      lock.owner?.lose();
      return own(lock, life);
    },
  });

  const openFor =
    (life: Life) =>
    (id: string, hear: (message: Message) => void): Channel => {
      const others = ears.get(id) ?? new Set();
      ears.set(id, others);
      const ear = { life, hear };
      others.add(ear);
      return {
        post(message) {
          for (const each of others) {
            if (each === ear) continue;
            setTimeout(() => {
              void each.life.thawed.then(() => {
                if (each.life.alive && others.has(each)) each.hear(structuredClone(message));
              });
            }, 1);
          }
        },
        close: () => void others.delete(ear),
      };
    };

  /** Opens the page in another tab. */
  async function openTab(first: GraphDocument = newDocument('Shared'), remembered?: string) {
    const life: Life = { alive: true, thawed: Promise.resolve() };
    const view = createViewStore();
    const documents = createDocumentStore(view, () => compilation([]));
    const said: string[] = [];
    const states: string[] = [];
    let memory = remembered;
    const session = { read: () => memory, write: (id: string) => void (memory = id) };
    const [ownLocks, ownDrafts] = [locksFor(life), draftsFor(life)];
    const claim = await claimDraft(await ownDrafts.list(), { read: readDraft, locks: ownLocks, session });
    const document = claim.found?.document ?? first;
    documents.begin(document);
    const desk = createDesk({
      documents,
      drafts: ownDrafts,
      locks: ownLocks,
      open: openFor(life),
      session,
      onState: (state) => void states.push(state),
      onPlace: ({ follows }) => void said.push(follows ? 'follows' : 'leads'),
      onCopy: (why) => void said.push(`copy: ${why}`),
      onAside: (name) => void said.push(`keeps aside: ${name}`),
      onLead: (why) => void said.push(`takes the lead: ${why}`),
    });
    if (claim.follows) desk.follow(claim.id);
    else desk.begin({ id: claim.id, hold: claim.hold });
    const letGo = () => {
      life.alive = false;
      for (const lock of locks.values()) if (lock.owner?.life === life) next(lock);
    };
    let edits = 0;
    let thaw = () => {};
    let frozenAt: number | undefined;
    let slept = { from: Infinity, to: -Infinity };
    return {
      desk,
      documents,
      said,
      states,
      session,
      isAlive: () => life.alive,
      /** Adds a node that no other tab adds; false if that is refused. */
      edit(id: string): boolean {
        return documents.getState().dispatch({ type: 'add', nodes: [{ id, type: 'Dense', position: [edits++, 0] }] });
      },
      nodes: (): string[] => documents.getState().document.nodes.map(({ id }) => id),
      /** The process is gone. */
      crash: letGo,
      /** The tab is closed: what is written on the way out still arrives. */
      close() {
        void desk.flush();
        setTimeout(letGo, 10);
      },
      freeze() {
        if (frozenAt !== undefined) return;
        frozenAt = Date.now();
        life.thawed = new Promise((resolve) => (thaw = resolve));
      },
      thaw() {
        // Naps between which a second did not pass are one.
        if (frozenAt !== undefined)
          slept = { from: frozenAt - slept.to < 1_000 ? Math.min(frozenAt, slept.from) : frozenAt, to: Date.now() };
        frozenAt = undefined;
        thaw();
      },
      isFrozen: () => frozenAt !== undefined,
      /** Until when it had a second to write what was changed. */
      awakeUntil() {
        const now = frozenAt ?? Date.now();
        return now - slept.to < 1_000 ? Math.min(now, slept.from) : now;
      },
    };
  }

  return {
    openTab,
    disk,
    drafts,
    steps,
    /** What is stored, by draft. */
    graphs(): ReadonlyMap<string, GraphDocument> {
      const read = [...drafts.keys()].map((id) => {
        const found = readDraft(stored(id) ?? { record: undefined, operations: [] });
        if (found.state !== 'readable') throw new Error(`The draft ${id} is torn: ${found.reason}`);
        if (found.warnings.length > 0) throw new Error(`The draft ${id} lost operations.`);
        return [id, found.document] as const;
      });
      return new Map(read);
    },
  };
}

export type Tab = Awaited<ReturnType<ReturnType<typeof createWorld>['openTab']>>;
