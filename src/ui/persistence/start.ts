/*
 * Brings the graph back when the page opens, and keeps it from then on. Where the browser stores
 * nothing, the page works all the same and says so, with a download at hand.
 */
import { newDocument } from '../../graph/new.ts';
import { parseDocument } from '../../graph/parse.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { bringAssets, watchAssets } from '../own-data/bring-assets.ts';
import { shellStore } from '../shell/shell-store.ts';
import { deskStore } from '../stores/desk.ts';
import { documentStore } from '../stores/document.ts';
import { whenLate } from '../late/late.tsx';
import { broadcast } from './channel.ts';
import { claimDraft, sessionMemory, type Claim } from './claim.ts';
import type { Desk } from './desk-parts.ts';
import { createDesk } from './desk.ts';
import { openDrafts, type Drafts } from './drafts.ts';
import { firstExample } from './example-graphs.ts';
import { downloadDocument } from './download.ts';
import { tellRemarks } from './read-document.ts';
import { followLinks, forgetLink, linkedDocument, tellLinked } from './linked.ts';
import { leaveWords } from './last-words.ts';
import { webLocks } from './locks.ts';
import { readDraft } from './read-draft.ts';
import { tellAside, tellCopied, tellFollowing, tellLeading } from './tell-tabs.ts';
import { whyUnstored } from './why-unstored.ts';

const PATIENCE = 3000;
/** The banner that says that nothing can be stored. */
const UNSTORED = 'unstored';

/** Opens what this tab had, or the first example, and starts to keep every change. Never rejects. */
export async function startPersistence(): Promise<void> {
  await startDrafts();
  // Loaded when the page is there: a run takes longer to make than this.
  whenLate(
    () => import('./keep-runs.ts'),
    // Runs that cannot be stored are told of there.
    ({ keepRuns }) => void keepRuns(),
  );
  whenLate(
    () => import('./start-late.ts'),
    ({ startLate }) => startLate(),
  );
}

async function startDrafts(): Promise<void> {
  const linked = await linkedDocument();
  let drafts: Drafts;
  let claim: Claim;
  try {
    drafts = await soon(openDrafts());
    if (linked !== undefined) return await showLinked(linked, drafts);
    claim = await claimDraft(await soon(drafts.list()), { read: readDraft, locks: webLocks });
  } catch (reason) {
    documentStore.begin(linked ?? example());
    watchAssets();
    warnUnstored(reason);
    return;
  }
  const { id, hold, found, follows, unreadable } = claim;
  // With nothing to say, what was said of a link stays.
  if (found !== undefined && found.warnings.length > 0) tellRemarks('The graph kept in this browser', found.warnings);
  const first = found?.document ?? example();
  documentStore.begin(first);
  watchAssets();
  // Before the page shows itself, which would have to say that something is missing.
  await late(bringAssets(first));
  const desk = keep(drafts);
  if (follows) desk.follow(id);
  else desk.begin({ id, hold, pristine: found === undefined || found.untouched ? first : undefined });
  // Written at once, so that the next visit finds this draft and not again the one that cannot be read.
  if (unreadable.length > 0) void desk.write();
  const rest = [
    async () => (await import('./unreadable.ts')).tellUnreadable(drafts, unreadable),
    () => drafts.prune((other) => other === desk.id()),
    () => importedWeights(drafts),
    () => unnamedData(drafts),
  ];
  void (async () => {
    // Nothing is lost where one of these fails: it stays as it is, and its turn comes again at the next visit.
    for (const work of rest) await work().catch(() => {});
  })();
}

/** Shows a graph without keeping it; with its first change it becomes a draft of this browser, and the tab's own. */
async function showLinked(linked: GraphDocument, drafts: Drafts): Promise<void> {
  const session = sessionMemory();
  const later = { read: () => undefined, write: () => undefined };
  const { id, hold } = await claimDraft([], { read: readDraft, locks: webLocks, session: later });
  documentStore.begin(linked);
  watchAssets();
  await late(bringAssets(linked));
  const desk = keep(drafts);
  desk.begin({ id, hold });
  deskStore.setState({ linked: true });
  const own = () => {
    unfollow();
    deskStore.setState({ linked: false });
    session.write(desk.id());
    forgetLink();
  };
  const unfollow = documentStore.subscribe((state, before) => {
    if (state.whole !== before.whole) own();
  });
  tellLinked(linked, () => {
    own();
    void desk.write();
  });
}

/** Loaded when the page is there: few graphs come with weights. */
async function importedWeights(drafts: Drafts): Promise<void> {
  const { keepWeights } = await import('../interop/models.ts');
  const all = await drafts.list();
  await keepWeights(all.map((each) => each.id));
}

/** Own data that nobody names any more makes room. */
async function unnamedData(drafts: Drafts): Promise<void> {
  const { forgetUnnamed } = await import('../own-data/stored-assets.ts');
  const [all, steps, damaged] = await Promise.all([drafts.list(), drafts.steps(), drafts.damaged()]);
  await forgetUnnamed([...[...all, ...steps].map((each) => JSON.stringify(each)), ...damaged.map(({ text }) => text)]);
}

/** Storage answers in a few milliseconds; one that does not answer shall not keep the page blank. */
function soon<T>(promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_resolve, reject) =>
    setTimeout(() => reject(new Error('the browser did not answer in time')), PATIENCE),
  );
  return Promise.race([promise, late]);
}

/** Waits no longer than for storage: what comes later is shown when it comes, and until then said to be missing. */
const late = (promise: Promise<void>): Promise<void> => soon(promise).catch(() => {});

function example(): GraphDocument {
  const parsed = parseDocument(firstExample.text);
  return parsed.ok ? parsed.value.document : newDocument();
}

/** Writes every change of the document to its draft. */
function keep(drafts: Drafts): Desk {
  const desk = createDesk({
    documents: documentStore,
    drafts,
    locks: webLocks,
    open: broadcast,
    session: sessionMemory(),
    onState(saved, reason) {
      if (documentStore.getState().saved !== saved) documentStore.setState({ saved });
      if (saved === 'failed') warnUnstored(reason);
      if (saved === 'saved') shellStore.getState().hideBanner(UNSTORED);
    },
    onPlace({ id, follows }) {
      deskStore.setState({ id, follows });
      tellFollowing(follows ? desk : undefined);
    },
    onCopy: tellCopied,
    onAside: tellAside,
    onLead: tellLeading,
  });
  deskStore.setState({ write: desk.write });
  window.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void desk.flush();
  });
  window.addEventListener('pagehide', () => {
    const words = desk.lastWords();
    if (words !== undefined) leaveWords(words);
    void desk.flush();
  });
  followLinks(desk.flush);
  window.addEventListener('beforeunload', (event) => {
    if (isUnwritten()) event.preventDefault();
  });
  return desk;
}

/**
 * Whether closing the page would lose something. A draft that this browser keeps is there again with the next
 * visit; but changes that it could not store are not, and a file that its owner gives away or commits would go
 * without the latest changes.
 */
function isUnwritten(): boolean {
  const { file, follows } = deskStore.getState();
  return !follows && (documentStore.getState().saved === 'failed' || file?.differs === true);
}

/** Says, until it is over, that changes live only in this tab. */
function warnUnstored(reason: unknown): void {
  if (documentStore.getState().saved !== 'failed') documentStore.setState({ saved: 'failed' });
  shellStore.getState().showBanner({
    id: UNSTORED,
    text: `This browser cannot keep your graph: ${whyUnstored(reason)}. Your changes stay in this tab as long as it is open; save them as a file to be safe.`,
    actions: [{ label: 'Save as a file', run: downloadDocument }],
  });
}
