/*
 * Brings the graph back when the page opens, and keeps it from then on. Where the browser stores
 * nothing, the page works all the same and says so, with a download at hand.
 */
import { nanoid } from 'nanoid';
import { errorMessage } from '../../base/invariant.ts';
import { newDocument } from '../../graph/new.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { shellStore } from '../shell/shell-store.ts';
import { documentStore } from '../stores/document.ts';
import { viewStore } from '../stores/view.ts';
import { createAutosave } from './autosave.ts';
import { claimDraft, webLock } from './claim.ts';
import { openDrafts, type Drafts } from './drafts.ts';
import { firstExample } from './examples.ts';
import { downloadDocument, readDocument } from './files.ts';

const PATIENCE = 3000;

/** Opens what this tab had, or the first example, and starts to keep every change. Never rejects. */
export async function startPersistence(): Promise<void> {
  try {
    const drafts = await soon(openDrafts());
    const { id, draft, copied } = await claimDraft(await drafts.list(), webLock);
    const stored = draft === undefined ? undefined : readDocument(draft.text, 'The graph kept in this browser');
    documentStore.begin(stored ?? example());
    if (copied) {
      const text = 'Edgewise is open in another tab too. This tab works on a copy; both are kept.';
      viewStore.getState().announce(text, 'info');
    }
    // A draft that cannot be read is left alone for a newer version to open; this tab starts another one.
    const unreadable = draft !== undefined && stored === undefined;
    keep(drafts, unreadable ? nanoid(10) : id);
    await drafts.prune((other) => other === id);
  } catch (reason) {
    documentStore.begin(example());
    warnUnstored(reason);
  }
}

/** Storage answers in a few milliseconds; one that does not answer shall not keep the page blank. */
function soon<T>(promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_resolve, reject) =>
    setTimeout(() => reject(new Error('the browser did not answer in time')), PATIENCE),
  );
  return Promise.race([promise, late]);
}

const example = (): GraphDocument => readDocument(firstExample.text, 'The first example') ?? newDocument();

/** Writes every change of the document to this tab's draft. */
function keep(drafts: Drafts, id: string): void {
  const autosave = createAutosave<GraphDocument>({
    write: (document) =>
      drafts.put({ id, name: document.name, text: serializeDocument(document), savedAt: Date.now() }),
    onState(saved, reason) {
      if (documentStore.getState().saved !== saved) documentStore.setState({ saved });
      if (saved === 'failed') warnUnstored(reason);
      if (saved === 'saved') shellStore.getState().setBanner(undefined);
    },
  });
  documentStore.subscribe((state, before) => {
    if (state.document !== before.document) autosave.changed(state.document);
  });
  window.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void autosave.flush();
  });
  window.addEventListener('pagehide', () => void autosave.flush());
  window.addEventListener('beforeunload', (event) => {
    if (documentStore.getState().saved === 'failed') event.preventDefault();
  });
}

/** Says, until it is over, that changes live only in this tab. */
function warnUnstored(reason: unknown): void {
  const full = reason instanceof DOMException && reason.name === 'QuotaExceededError';
  const why = full ? 'its storage is full' : `storage is not available (${errorMessage(reason)})`;
  if (documentStore.getState().saved !== 'failed') documentStore.setState({ saved: 'failed' });
  shellStore.getState().setBanner({
    text: `This browser cannot keep your graph: ${why}. Your changes stay in this tab as long as it is open; save them as a file to be safe.`,
    actions: [{ label: 'Save as a file', run: downloadDocument }],
  });
}
