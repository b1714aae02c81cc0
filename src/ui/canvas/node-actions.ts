/** What can be done to the selection, by key or by menu. Each is one undo step and is announced. */
import { plural } from '../../base/format.ts';
import { pasteCommand, parseClipboard } from '../../graph/clipboard.ts';
import { nodeById } from '../../graph/queries.ts';
import type { Diagnostic } from '../../compiler/types.ts';
import type { EdgeId, NodeId } from '../../graph/types.ts';
import { openTableText } from '../own-data/open-table.ts';
import { documentStore } from '../stores/document.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import type { Point } from './wires/wire-path.ts';

/** One node by its id, several by their number. */
export const named = (nodes: readonly NodeId[]): string =>
  nodes.length === 1 ? nodes.join('') : plural(nodes.length, 'node');

/** Removes nodes and wires, and says so; with `heal`, what came before a removed node is joined to what came after. */
export function removeAll(
  nodes: readonly NodeId[],
  edges: readonly EdgeId[],
  { heal = false, done: word = 'Removed' }: { readonly heal?: boolean; readonly done?: 'Removed' | 'Cut' } = {},
): void {
  if (nodes.length + edges.length === 0) return;
  const done = documentStore.getState().dispatch({ type: 'remove', nodes, edges, heal });
  if (!done) return;
  viewStore.getState().select([]);
  const parts = [
    ...(nodes.length > 0 ? [named(nodes)] : []),
    ...(edges.length > 0 ? [plural(edges.length, 'wire')] : []),
  ];
  announce(`${word} ${parts.join(' and ')}${heal ? ' and joined the ends' : ''}.`);
}

export function removeSelection(heal = false): void {
  const { selectedNodes, selectedEdges } = viewStore.getState();
  removeAll(selectedNodes, selectedEdges, { heal });
}

/** Doubles nodes with the wires between them; `wired` with those from and to other nodes as well. */
export async function duplicate(nodes: readonly NodeId[], wired = false): Promise<void> {
  if (nodes.length === 0) return;
  const { duplicateNodes } = await import('./inserting.ts');
  duplicateNodes(nodes, wired);
}

/** Bypasses nodes, or ends that if all of them already are. */
export function toggleMuted(nodes: readonly NodeId[]): void {
  if (nodes.length === 0) return;
  const { document, dispatch, compilation } = documentStore.getState();
  const muted = !nodes.every((id) => nodeById(document, id)?.muted === true);
  if (!dispatch({ type: 'setMuted', nodes, muted })) return;
  const done = muted ? `Bypassed ${named(nodes)}.` : `${named(nodes)} in use again.`;
  const wrong = muted ? newError(compilation.diagnostics) : undefined;
  if (wrong === undefined) announce(done);
  // What comes in does not suit what is behind: the reason is worth seeing where it was done.
  else announce(`${done} ${wrong.message} ${wrong.hint}`, 'info');
}

/** The first error that was not there before. */
function newError(before: readonly Diagnostic[]): Diagnostic | undefined {
  const known = new Set(before.map(({ code, node }) => `${code} ${node ?? ''}`));
  return documentStore
    .getState()
    .compilation.diagnostics.find(
      ({ severity, code, node }) => severity === 'error' && !known.has(`${code} ${node ?? ''}`),
    );
}

export function selectAll(): void {
  const { nodes } = documentStore.getState().document;
  viewStore.getState().select(nodes.map((node) => node.id));
  announce(`Selected ${plural(nodes.length, 'node')}.`);
}

/**
 * @param at upper left corner of what is pasted, in document coordinates; beside the originals if left out
 * @param wired also to what fed the originals, where that is still there
 */
export async function paste(text: string, at?: Point, wired = false): Promise<void> {
  const { document } = documentStore.getState();
  const fragment = parseClipboard(text);
  if (!fragment.ok) {
    void takeOrRefuse(text, fragment.error);
    return;
  }
  const command = pasteCommand(document, fragment.value, {
    keepConnections: wired,
    ...(at === undefined ? {} : { at: [at.x, at.y] }),
  });
  const { addCopies } = await import('./inserting.ts');
  addCopies(command, 'Pasted');
}

/** Cells of a table are imported; of any other text is said what it is, or else what is wrong with it. */
async function takeOrRefuse(text: string, error: string): Promise<void> {
  const { kindInWords, PLAIN_TEXT, recogniseText } = await import('../../interop/recognise/recognise-file.ts');
  const kind = recogniseText(text);
  if (kind?.opens === 'table') return openTableText(text, {});
  const what = kind === undefined || kind.what === PLAIN_TEXT ? error : kindInWords(kind);
  announce(what, 'warning');
}
