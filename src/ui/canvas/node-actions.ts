/** What can be done to the selection, by key or by menu. Each is one undo step and is announced. */
import { plural } from '../../base/format.ts';
import { catalog } from '../../catalog/index.ts';
import { addedNodes, duplicateCommand, pasteCommand, parseClipboard } from '../../graph/clipboard.ts';
import { newNode } from '../../graph/new-node.ts';
import { nodeById } from '../../graph/queries.ts';
import { endpoint, portRef, type EdgeId, type NodeId } from '../../graph/types.ts';
import { documentStore } from '../stores/document.ts';
import { viewStore } from '../stores/view.ts';
import { canvasStore, type LooseEnd } from './canvas-store.ts';
import { bestPort, ordered } from './connecting/connecting-store.ts';
import { insertNewCommand } from './insert.ts';
import type { Point } from './wires/wire-path.ts';

const say = (text: string) => viewStore.getState().announce(text);

/** Removes nodes and wires; with `heal`, what came before a removed node is joined to what came after. */
export function removeAll(nodes: readonly NodeId[], edges: readonly EdgeId[], heal = false): void {
  if (nodes.length + edges.length === 0) return;
  const done = documentStore.getState().dispatch({ type: 'remove', nodes, edges, heal });
  if (!done) return;
  viewStore.getState().select([]);
  const parts = [
    ...(nodes.length > 0 ? [plural(nodes.length, 'node')] : []),
    ...(edges.length > 0 ? [plural(edges.length, 'wire')] : []),
  ];
  say(`Removed ${parts.join(' and ')}${heal ? ' and joined the ends' : ''}.`);
}

export function removeSelection(heal = false): void {
  const { selectedNodes, selectedEdges } = viewStore.getState();
  removeAll(selectedNodes, selectedEdges, heal);
}

export function duplicate(nodes: readonly NodeId[]): void {
  if (nodes.length === 0) return;
  const { document, dispatch } = documentStore.getState();
  const command = duplicateCommand(document, nodes);
  if (!dispatch(command)) return;
  const copies = addedNodes(command);
  viewStore.getState().select(copies);
  say(`Duplicated ${plural(copies.length, 'node')}.`);
}

/** Bypasses nodes, or ends that if all of them already are. */
export function toggleMuted(nodes: readonly NodeId[]): void {
  if (nodes.length === 0) return;
  const { document, dispatch } = documentStore.getState();
  const muted = !nodes.every((id) => nodeById(document, id)?.muted === true);
  if (dispatch({ type: 'setMuted', nodes, muted })) {
    say(muted ? `Bypassed ${plural(nodes.length, 'node')}.` : `${plural(nodes.length, 'node')} in use again.`);
  }
}

export function selectAll(): void {
  const { nodes } = documentStore.getState().document;
  viewStore.getState().select(nodes.map((node) => node.id));
  say(`Selected ${plural(nodes.length, 'node')}.`);
}

/** @param at upper left corner of what is pasted, in document coordinates; beside the originals if left out. */
export function paste(text: string, at?: Point): void {
  const { document, dispatch } = documentStore.getState();
  const fragment = parseClipboard(text);
  if (!fragment.ok) {
    void refuse(text, fragment.error);
    return;
  }
  const command = pasteCommand(document, fragment.value, at === undefined ? {} : { at: [at.x, at.y] });
  if (!dispatch(command)) return;
  const added = addedNodes(command);
  viewStore.getState().select(added);
  say(`Pasted ${plural(added.length, 'node')}.`);
}

/** Says what a text is that cannot be pasted, or else what is wrong with it. */
async function refuse(text: string, error: string): Promise<void> {
  const { kindInWords, PLAIN_TEXT, recogniseText } = await import('../../interop/recognise/recognise-file.ts');
  const kind = recogniseText(text);
  const what = kind === undefined || kind.what === PLAIN_TEXT ? error : kindInWords(kind);
  viewStore.getState().announce(what, 'warning');
}

/** Adds a node at this place; with `from`, wires it in the same undo step. */
export function addNode(type: string, at: Point, from?: LooseEnd): void {
  const { document, dispatch } = documentStore.getState();
  const definition = catalog.get(type);
  if (definition === undefined) return;
  const node = newNode(document, type, [at.x, at.y]);
  const { id } = node;
  const port = from === undefined ? undefined : bestPort(from, type);
  const edge = from === undefined || port === undefined ? undefined : ordered(from, portRef(id, port.name));
  const done =
    edge === undefined
      ? dispatch({ type: 'add', nodes: [node] })
      : dispatch({
          type: 'batch',
          label: `Add ${type}`,
          commands: [
            { type: 'add', nodes: [node] },
            { type: 'connect', edge, replace: from?.direction === 'input' },
          ],
        });
  if (!done) return;
  viewStore.getState().select([id]);
  canvasStore.setState({ focused: id });
  say(edge === undefined ? `Added ${type}.` : `Added ${type} and connected ${edge.from} to ${edge.to}.`);
}

/** Adds a node in the middle of a wire; says why if it does not fit there. */
export function insertNode(type: string, edge: EdgeId, at: Point): boolean {
  const { document, dispatch } = documentStore.getState();
  const definition = catalog.get(type);
  if (definition === undefined) return false;
  const command = insertNewCommand(document, catalog, edge, definition, [at.x, at.y]);
  if (command === undefined) {
    viewStore.getState().announce(`${type} does not fit into this wire, so it was placed beside it.`, 'info');
    return false;
  }
  if (!dispatch(command)) return false;
  viewStore.getState().select([command.node.id]);
  const ends = edge.split('->').map((ref) => endpoint(ref).node);
  say(`Inserted ${type} between ${ends.join(' and ')}.`);
  return true;
}

export function disconnect(edges: readonly EdgeId[]): void {
  if (!documentStore.getState().dispatch({ type: 'disconnect', edges })) return;
  viewStore.getState().select([]);
  say(`Removed ${plural(edges.length, 'wire')}.`);
}
