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
import { announce } from '../stores/view-state.ts';
import { openDatabase, type KeptFile } from './database.ts';
import { askToWrite, hasFileAccess, mayWrite, pickToOpen, pickToSave, sourceOf, writeFile } from './file-access.ts';
import { downloadDocument, fileName } from './download.ts';
import { openFile, pickAndUpload } from './open-file.ts';

const BANNER = 'own-file';
/** Milliseconds after a change until it is looked whether the document is what stands in the file. */
const LOOK = 250;

type OwnFile = Omit<KeptFile, 'draft'>;

/** What is saved, as it is when that is asked for: a slow disk may answer when another graph is open. */
interface Saved {
  readonly document: GraphDocument;
  readonly draft: string | undefined;
  readonly opened: number;
}

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

const whatIsOpen = (): Saved => {
  const { whole, opened } = documentStore.getState();
  return { document: whole, draft: deskStore.getState().id, opened };
};

const isOpen = ({ draft, opened }: Saved): boolean =>
  deskStore.getState().id === draft && documentStore.getState().opened === opened;

/** Finds the file of what is open now: the one that is kept beside its draft, else the one that it was read from. */
async function settle(document: GraphDocument): Promise<void> {
  // After everybody has heard that another document is open.
  await Promise.resolve();
  const saved = { ...whatIsOpen(), document };
  // Without it, Save asks where to.
  const found = saved.draft === undefined ? undefined : await kept(saved.draft).catch(() => undefined);
  if (!isOpen(saved)) return;
  const source = sourceOf(document);
  if (found === undefined && source !== undefined)
    await belongTo(saved, { ...source, text: serializeDocument(document) });
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
              announce(
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

async function belongTo(saved: Saved, file: OwnFile): Promise<void> {
  if (isOpen(saved)) {
    show(file);
    // The file is found by the draft, which an unchanged example does not have yet.
    await deskStore.getState().write();
  }
  // Where it cannot be kept, the file is known as long as the tab is open.
  if (saved.draft !== undefined) await keep({ ...file, draft: saved.draft }).catch(() => {});
}

/** Ctrl+S: writes to the graph's file, or asks where to; elsewhere a download. */
export async function save(): Promise<void> {
  if (!hasFileAccess()) return downloadDocument();
  if (own === undefined) return saveAs();
  const [file, saved] = [own, whatIsOpen()];
  const { handle } = file;
  try {
    if (!(await askToWrite(handle))) {
      return tellUnwritten(saved, `${handle.name} was not written: the browser does not allow it.`);
    }
    if (await changedElsewhere(file)) return tellChanged(saved, file);
    await write(saved, handle);
  } catch (reason) {
    const gone = reason instanceof DOMException && reason.name === 'NotFoundError';
    const why = gone ? 'it is not there any more' : errorMessage(reason);
    tellUnwritten(saved, `${handle.name} was not written: ${why}.`);
  }
}

/** Ctrl+Shift+S: asks for a file, which is the graph's own from now on. */
export async function saveAs(): Promise<void> {
  if (!hasFileAccess()) return downloadDocument();
  const saved = whatIsOpen();
  try {
    const handle = await pickToSave(own?.handle.name ?? fileName(saved.document.name));
    if (handle !== undefined) await write(saved, handle);
  } catch (reason) {
    tellUnwritten(saved, `The file was not written: ${errorMessage(reason)}.`);
  }
}

/** Ctrl+O: asks for a graph file and opens it; Save writes to it again. */
export async function open(): Promise<void> {
  if (!hasFileAccess()) return pickAndUpload();
  try {
    const handle = await pickToOpen();
    if (handle !== undefined) await openFile(await handle.getFile(), [], {}, handle);
  } catch (reason) {
    announce(`The file could not be opened: ${errorMessage(reason)}.`, 'warning');
  }
}

async function write(saved: Saved, handle: FileSystemFileHandle): Promise<void> {
  const text = serializeDocument(saved.document);
  const changedAt = await writeFile(handle, text);
  await belongTo(saved, { handle, text, changedAt });
  announce(`Saved to ${handle.name}.`, 'info');
}

/** Whether another program wrote something else to the file since it was read or written here. */
async function changedElsewhere({ handle, text, changedAt }: OwnFile): Promise<boolean> {
  const file = await handle.getFile();
  if (file.lastModified <= changedAt) return false;
  const read = parseDocument(await file.text());
  return !read.ok || serializeDocument(read.value.document) !== text;
}

function tellChanged(saved: Saved, { handle }: OwnFile): void {
  const name = shorten(handle.name, 60);
  const unwritten = (reason: unknown) => tellUnwritten(saved, `${name} was not written: ${errorMessage(reason)}.`);
  if (!isOpen(saved)) return unwritten('another program has changed it since you opened it');
  tell(`${name} was not written: another program has changed it since you opened it. Your graph is as it was.`, [
    { label: 'Write over it', run: () => void write(whatIsOpen(), handle).catch(unwritten) },
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

function tellUnwritten(saved: Saved, text: string): void {
  // The buttons are for what is open.
  if (!isOpen(saved)) return announce(text, 'warning');
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
