/*
 * Brings the graph back when the page opens, and keeps it from then on. Where the browser stores
 * nothing, the page works all the same and says so, with a download at hand.
 */
import { errorMessage } from '../../base/invariant.ts';
import { newDocument } from '../../graph/new.ts';
import { parseDocument } from '../../graph/parse.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { bringAssets, watchAssets } from '../own-data/bring-assets.ts';
import { shellStore } from '../shell/shell-store.ts';
import { documentStore } from '../stores/document.ts';
import { viewStore } from '../stores/view.ts';
import { createAutosave, type Autosave } from './autosave.ts';
import { claimDraft, sessionMemory, webLock, type Claim } from './claim.ts';
import { openDrafts, type Drafts } from './drafts.ts';
import { firstExample } from './examples.ts';
import { downloadDocument, tellRemarks } from './files.ts';
import { followLinks, forgetLink, linkedDocument, tellLinked } from './linked.ts';
import { readDraft } from './read-draft.ts';
import { tellUnreadable } from './unreadable.ts';

const PATIENCE = 3000;
/** The banner that says that nothing can be stored. */
const UNSTORED = 'unstored';

/** Opens what this tab had, or the first example, and starts to keep every change. Never rejects. */
export async function startPersistence(): Promise<void> {
  await startDrafts();
  // Loaded when the page is there: a run takes longer to make than this.
  void import('./keep-runs.ts').then(({ keepRuns }) => keepRuns()).catch(() => {});
}

async function startDrafts(): Promise<void> {
  const linked = await linkedDocument();
  let drafts: Drafts;
  let claim: Claim;
  try {
    drafts = await soon(openDrafts());
    if (linked !== undefined) return await showLinked(linked, drafts);
    claim = await claimDraft(await soon(drafts.list()), { read: readDraft, lock: webLock });
  } catch (reason) {
    documentStore.begin(linked ?? example());
    watchAssets();
    warnUnstored(reason);
    return;
  }
  const { id, found, copied, unreadable } = claim;
  // With nothing to say, what was said of a link stays.
  if (found !== undefined && found.warnings.length > 0) tellRemarks('The graph kept in this browser', found.warnings);
  documentStore.begin(found?.document ?? example());
  watchAssets();
  // Before the page shows itself, which would have to say that something is missing.
  await soon(bringAssets(documentStore.getState().whole)).catch(() => {});
  if (copied) {
    const text = 'Edgewise is open in another tab too. This tab works on a copy; both are kept.';
    viewStore.getState().announce(text, 'info');
  }
  const autosave = keep(drafts, id);
  // Written at once, so that the next visit finds this draft and not again the one that cannot be read.
  if (unreadable.length > 0) autosave.changed(documentStore.getState().whole);
  await tellUnreadable(drafts, unreadable);
  // Old drafts can go another time, and weights that were imported may come later.
  await drafts.prune((other) => other === id).catch(() => {});
  void importedWeights(drafts, id).catch(() => {});
  void unnamedData(drafts).catch(() => {});
}

/** Shows a graph without keeping it; with its first change it becomes a draft of this browser, and the tab's own. */
async function showLinked(linked: GraphDocument, drafts: Drafts): Promise<void> {
  const session = sessionMemory();
  const later = { read: () => undefined, write: () => undefined };
  const { id } = await claimDraft([], { read: readDraft, lock: webLock, session: later });
  documentStore.begin(linked);
  watchAssets();
  await soon(bringAssets(linked)).catch(() => {});
  const autosave = keep(drafts, id);
  const own = () => {
    unfollow();
    session.write(id);
    forgetLink();
  };
  const unfollow = documentStore.subscribe((state, before) => {
    if (state.whole !== before.whole) own();
  });
  tellLinked(linked, () => {
    own();
    autosave.changed(linked);
  });
}

/** Loaded when the page is there: few graphs come with weights. */
async function importedWeights(drafts: Drafts, id: string): Promise<void> {
  const { keepWeights } = await import('../interop/models.ts');
  const all = await drafts.list();
  await keepWeights(
    id,
    all.map((each) => each.id),
  );
}

/** Own data that nobody names any more makes room. */
async function unnamedData(drafts: Drafts): Promise<void> {
  const { forgetUnnamed } = await import('../own-data/stored-assets.ts');
  const [all, damaged] = await Promise.all([drafts.list(), drafts.damaged()]);
  await forgetUnnamed([...all.map(({ record }) => JSON.stringify(record) ?? ''), ...damaged.map(({ text }) => text)]);
}

/** Storage answers in a few milliseconds; one that does not answer shall not keep the page blank. */
function soon<T>(promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_resolve, reject) =>
    setTimeout(() => reject(new Error('the browser did not answer in time')), PATIENCE),
  );
  return Promise.race([promise, late]);
}

function example(): GraphDocument {
  const parsed = parseDocument(firstExample.text);
  return parsed.ok ? parsed.value.document : newDocument();
}

/** Writes every change of the document to this tab's draft. */
function keep(drafts: Drafts, id: string): Autosave<GraphDocument> {
  const autosave = createAutosave<GraphDocument>({
    write: (document) =>
      drafts.put({ id, name: document.name, text: serializeDocument(document), savedAt: Date.now() }),
    onState(saved, reason) {
      if (documentStore.getState().saved !== saved) documentStore.setState({ saved });
      if (saved === 'failed') warnUnstored(reason);
      if (saved === 'saved') shellStore.getState().hideBanner(UNSTORED);
    },
  });
  documentStore.subscribe((state, before) => {
    if (state.whole !== before.whole) autosave.changed(state.whole);
  });
  window.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void autosave.flush();
  });
  window.addEventListener('pagehide', () => void autosave.flush());
  followLinks(autosave.flush);
  window.addEventListener('beforeunload', (event) => {
    if (documentStore.getState().saved === 'failed') event.preventDefault();
  });
  return autosave;
}

/** Says, until it is over, that changes live only in this tab. */
function warnUnstored(reason: unknown): void {
  const full = reason instanceof DOMException && reason.name === 'QuotaExceededError';
  const why = full ? 'its storage is full' : `storage is not available (${errorMessage(reason)})`;
  if (documentStore.getState().saved !== 'failed') documentStore.setState({ saved: 'failed' });
  shellStore.getState().showBanner({
    id: UNSTORED,
    text: `This browser cannot keep your graph: ${why}. Your changes stay in this tab as long as it is open; save them as a file to be safe.`,
    actions: [{ label: 'Save as a file', run: downloadDocument }],
  });
}
