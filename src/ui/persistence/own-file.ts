/*
 * The file on disk that the open graph belongs to: Save writes to it again. Handles are kept beside the drafts, so
 * that a graph still knows its file after a reload, when the browser has to ask once more.
 */
import { errorMessage } from '../../base/invariant.ts';
import { shorten } from '../../base/text.ts';
import { parseDocument } from '../../graph/parse.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { shellStore, type Banner } from '../shell/shell-store.ts';
import { deskStore, type DeskFile } from '../stores/desk.ts';
import { documentStore } from '../stores/document.ts';
import { viewStore } from '../stores/view-state.ts';
import { openDatabase, type KeptFile } from './database.ts';
import { askToWrite, hasFileAccess, mayWrite, pickToOpen, pickToSave, sourceOf, writeFile } from './file-access.ts';
import { downloadDocument, fileName } from './download.ts';
import { openFile, pickAndUpload } from './open-file.ts';

const BANNER = 'own-file';
/** Milliseconds after a change until it is looked whether the document is what stands in the file. */
const LOOK = 250;

type OwnFile = Omit<KeptFile, 'draft'>;

/** The file of the open document. */
let own: OwnFile | undefined;
let looking: ReturnType<typeof setTimeout> | undefined;

/** Follows what is open: each graph with its own file. Called once. */
export function watchOwnFile(): void {
  documentStore.subscribe(({ whole: document, opened }, before) => {
    if (opened !== before.opened) void settle(document);
    else if (document !== before.document) look();
  });
  deskStore.subscribe(({ id, file }, before) => {
    if (file !== before.file) globalThis.document.title = titleWith(file);
    if (id !== before.id) void settle(documentStore.getState().whole);
  });
  void settle(documentStore.getState().whole).then(askAgain);
}

/** The name in the browser's row of tabs, with a dot before it while the file lacks something. */
const titleWith = (file: DeskFile | undefined): string =>
  file === undefined ? 'Edgewise' : `${file.differs ? '• ' : ''}${shorten(file.name, 60)} – Edgewise`;

/** Finds the file of what is open now: the one that is kept beside its draft, else the one that it was read from. */
async function settle(document: GraphDocument): Promise<void> {
  // After everybody has heard that another document is open.
  await Promise.resolve();
  const { id } = deskStore.getState();
  const { opened } = documentStore.getState();
  const found = id === undefined ? undefined : await kept(id).catch(() => undefined);
  if (deskStore.getState().id !== id || documentStore.getState().opened !== opened) return;
  const source = sourceOf(document);
  if (found === undefined && source !== undefined) await belongTo({ ...source, text: serializeDocument(document) });
  else show(found);
}

/** After a reload the browser wants to be asked once more. */
async function askAgain(): Promise<void> {
  if (own === undefined || (await mayWrite(own.handle))) return;
  const { handle } = own;
  tell(
    `This graph is saved in ${shorten(handle.name, 60)}. Since the page was loaded anew, the browser asks before it writes there again.`,
    [
      {
        label: 'Allow it',
        run: () =>
          void askToWrite(handle)
            .catch(() => false)
            .then((allowed) =>
              viewStore
                .getState()
                .announce(
                  allowed
                    ? `Save writes to ${handle.name} again.`
                    : `${handle.name} may not be written to. Save asks again.`,
                  'info',
                ),
            ),
      },
      { label: 'Not now', run: () => {} },
    ],
  );
}

function show(file: OwnFile | undefined): void {
  own = file;
  shellStore.getState().hideBanner(BANNER);
  if (file === undefined) deskStore.setState({ file: undefined });
  else tellState(file);
}

function tellState({ handle, text }: OwnFile): void {
  const differs = serializeDocument(documentStore.getState().whole) !== text;
  const { file } = deskStore.getState();
  if (file?.name !== handle.name || file.differs !== differs)
    deskStore.setState({ file: { name: handle.name, differs } });
}

/** At once it is taken to differ; a moment later it is known, for undo may have led back. */
function look(): void {
  if (own === undefined) return;
  const { file } = deskStore.getState();
  if (file?.differs === false) deskStore.setState({ file: { ...file, differs: true } });
  clearTimeout(looking);
  looking = setTimeout(() => {
    if (own !== undefined) tellState(own);
  }, LOOK);
}

async function belongTo(file: OwnFile): Promise<void> {
  show(file);
  const { id, write: keepDraft } = deskStore.getState();
  // The file is found by the draft, which an unchanged example does not have yet.
  await keepDraft();
  // Where it cannot be kept, the file is known as long as the tab is open.
  if (id !== undefined) await keep({ ...file, draft: id }).catch(() => {});
}

/** Ctrl+S: writes to the graph's file, or asks where to; elsewhere a download. */
export async function save(): Promise<void> {
  if (!hasFileAccess()) return downloadDocument();
  if (own === undefined) return saveAs();
  const { handle } = own;
  try {
    if (!(await askToWrite(handle))) {
      return tellUnwritten(`${handle.name} was not written: the browser does not allow it.`);
    }
    if (await changedElsewhere(own)) return tellChanged(own);
    await write(handle);
  } catch (reason) {
    const gone = reason instanceof DOMException && reason.name === 'NotFoundError';
    tellUnwritten(`${handle.name} was not written: ${gone ? 'it is not there any more' : errorMessage(reason)}.`);
  }
}

/** Ctrl+Shift+S: asks for a file, which is the graph's own from now on. */
export async function saveAs(): Promise<void> {
  if (!hasFileAccess()) return downloadDocument();
  try {
    const handle = await pickToSave(own?.handle.name ?? fileName(documentStore.getState().whole.name));
    if (handle !== undefined) await write(handle);
  } catch (reason) {
    tellUnwritten(`The file was not written: ${errorMessage(reason)}.`);
  }
}

/** Ctrl+O: asks for a graph file and opens it; Save writes to it again. */
export async function open(): Promise<void> {
  if (!hasFileAccess()) return pickAndUpload();
  try {
    const handle = await pickToOpen();
    if (handle !== undefined) await openFile(await handle.getFile(), [], {}, handle);
  } catch (reason) {
    viewStore.getState().announce(`The file could not be opened: ${errorMessage(reason)}.`, 'warning');
  }
}

async function write(handle: FileSystemFileHandle): Promise<void> {
  const text = serializeDocument(documentStore.getState().whole);
  const changedAt = await writeFile(handle, text);
  await belongTo({ handle, text, changedAt });
  viewStore.getState().announce(`Saved to ${handle.name}.`, 'info');
}

/** Whether another program wrote something else to the file since it was read or written here. */
async function changedElsewhere({ handle, text, changedAt }: OwnFile): Promise<boolean> {
  const file = await handle.getFile();
  if (file.lastModified <= changedAt) return false;
  const read = parseDocument(await file.text());
  return !read.ok || serializeDocument(read.value.document) !== text;
}

function tellChanged({ handle }: OwnFile): void {
  const name = shorten(handle.name, 60);
  const unwritten = (reason: unknown) => tellUnwritten(`${name} was not written: ${errorMessage(reason)}.`);
  tell(`${name} was not written: another program has changed it since you opened it. Your graph is as it was.`, [
    { label: 'Write over it', run: () => void write(handle).catch(unwritten) },
    { label: 'Save as another file…', run: () => void saveAs() },
    {
      label: 'Open what is in it',
      run: () =>
        void handle
          .getFile()
          .then((file) => openFile(file, [], {}, handle))
          .catch(unwritten),
    },
    { label: 'Close', run: () => {} },
  ]);
}

function tellUnwritten(text: string): void {
  tell(`${text} Your graph is kept in this browser.`, [
    { label: 'Save as another file…', run: () => void saveAs() },
    { label: 'Download it', run: downloadDocument },
    { label: 'Close', run: () => {} },
  ]);
}

/** A banner that goes with any of its buttons. */
function tell(text: string, actions: Banner['actions']): void {
  const { showBanner, hideBanner } = shellStore.getState();
  const closing = actions.map(({ label, run }) => ({
    label,
    run() {
      hideBanner(BANNER);
      run();
    },
  }));
  showBanner({ id: BANNER, text, actions: closing });
}

async function kept(draft: string): Promise<KeptFile | undefined> {
  const db = await openDatabase();
  const found: unknown = await db.get('files', draft);
  db.close();
  return isKeptFile(found) ? found : undefined;
}

async function keep(file: KeptFile): Promise<void> {
  const db = await openDatabase();
  await db.put('files', file);
  db.close();
}

/** Storage can be damaged. */
const isKeptFile = (found: unknown): found is KeptFile =>
  typeof found === 'object' &&
  found !== null &&
  'handle' in found &&
  typeof found.handle === 'object' &&
  'text' in found &&
  typeof found.text === 'string' &&
  'changedAt' in found &&
  typeof found.changedAt === 'number';
