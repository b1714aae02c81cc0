/* Puts another document in the place of the open one: a new one, an example, the text of a file. */
import { shorten } from '../../base/text.ts';
import { newDocument as blankDocument } from '../../graph/new.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { fitCanvas } from '../canvas-api.ts';
import { shellStore } from '../shell/shell-store.ts';
import { documentStore } from '../stores/document.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import { noteSource } from './file-access.ts';
import { tellOrigin, type Origin } from './draft-places.ts';
import { LONGEST_NAME, readDocument } from './read-document.ts';

/** Opens a graph file's text in place of the open document, which undo brings back. */
export function openText(text: string, source: string, origin: Origin = {}): boolean {
  const document = readDocument(text, source);
  if (document === undefined) return false;
  if (isLarge(document)) void openLarge(document, origin);
  else openDocument(document, origin);
  return true;
}

/** Opens a shipped graph, which can be had again: no draft of it is kept as long as it is not changed. */
export const openExample = (text: string, title: string): boolean => openText(text, title, { elsewhere: true });

export function newDocument(): void {
  shellStore.getState().setFileProblem(undefined);
  openDocument(blankDocument(), { elsewhere: true });
}

function openDocument(document: GraphDocument, origin: Origin): void {
  if (origin.file !== undefined) noteSource(document, origin.file);
  tellOrigin(origin);
  documentStore.getState().open(document);
  afterOpening();
}

export function afterOpening(): void {
  const { document } = documentStore.getState();
  announce(`Opened ${shorten(document.name, LONGEST_NAME)}. Undo brings the previous graph back.`);
  if (isLarge(document)) fitCanvas();
  // The canvas needs a moment to draw the new nodes before it can fit them.
  else setTimeout(fitCanvas, 60);
}

/** From here on opening takes longer than a moment. */
const LARGE = 1_000;
const isLarge = ({ nodes, edges }: GraphDocument): boolean => nodes.length > LARGE || edges.length > LARGE;

/** Says first what is being opened, and until it is drawn. */
async function openLarge(document: GraphDocument, origin: Origin): Promise<void> {
  const { setOpening } = viewStore.getState();
  setOpening({ name: document.name, nodes: document.nodes.length });
  try {
    await painted();
    openDocument(document, origin);
    await painted();
  } finally {
    setOpening(undefined);
  }
}

/** A page in sight is painted sooner than this, however busy the machine is. */
const NEVER_MS = 5_000;

/** Resolves when the page has been painted, or at once where it is not, as in a hidden tab. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, document.hidden ? 0 : NEVER_MS);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(late);
        resolve();
      }),
    );
  });
}
