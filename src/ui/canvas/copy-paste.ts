/** Copy, cut and paste through the system's clipboard, as plain text that any other tab or mail can hold. */
import type { Result } from '../../base/result.ts';
import { copySelection } from '../../graph/clipboard.ts';
import type { NodeId } from '../../graph/types.ts';
import { isTextField } from '../shell/keys.ts';
import { documentStore } from '../stores/document.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import { canvasStore } from './canvas-store.ts';
import { named, paste, removeAll } from './node-actions.ts';
import { flow } from './view/flow.ts';
import { cardAfter, cardOf, focusNode, homeCard } from './view/focus.ts';
import { canvasElement, centre, toDocument } from './view/viewport.ts';
import { nodesMeant } from './view/walk-to.ts';
import type { Point } from './wires/wire-path.ts';

/** A row of the outline, which stands for its node. */
const isRow = (element: Element | null): boolean => (element?.closest('[role="treeitem"]') ?? null) !== null;

/**
 * Whether a clipboard event is about the canvas: no text field, no marked text, no dialogue. A button that was pressed last,
 * such as that of the menu which made a new graph, has no use for it.
 */
function concerns(event: ClipboardEvent): boolean {
  if (event.defaultPrevented || isTextField(event.target)) return false;
  // Where nothing has the focus, the event goes to wherever the browser last put its unseen cursor.
  const { activeElement: focused, body } = document;
  const target = focused === null || focused === body ? body : event.target;
  const button = target instanceof Element && target.closest('button') !== null;
  const elsewhere = target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
  const onRow = target instanceof Element && isRow(target);
  const onCanvas = target instanceof Node && canvasElement()?.contains(target) === true;
  const here = target === body || onCanvas || onRow || (button && !elsewhere);
  return here && (window.getSelection()?.toString() ?? '') === '';
}

async function carriedBy(text: string): Promise<Result<string, string> | undefined> {
  if (text.includes('<metadata')) {
    const { graphInSvg, svgCarriesGraph } = await import('../../interop/picture-graph.ts');
    return svgCarriesGraph(text) ? graphInSvg(text) : undefined;
  }
  if (!text.includes('#graph=')) return undefined;
  const { carriesGraph, graphInLink } = await import('../../interop/share-link.ts');
  return carriesGraph(text) ? graphInLink(text) : undefined;
}

/** The text itself, or that of the graph in a link or an SVG. Undefined, and said why, if that cannot be read. */
async function graphText(text: string): Promise<string | undefined> {
  const graph = await carriedBy(text);
  if (graph === undefined) return text;
  if (graph.ok) return graph.value;
  announce(graph.error, 'warning');
  return undefined;
}

/** Removes what was cut, and wires that were selected with it; the keys go on with what is next to it. */
function takeAway(nodes: readonly NodeId[]): void {
  if (isRow(document.activeElement)) {
    void import('../dock/outline/outline-keys.ts').then(({ cutRows }) => cutRows(nodes));
    return;
  }
  const { focused } = canvasStore.getState();
  const next =
    focused === undefined
      ? undefined
      : cardAfter(documentStore.getState().document, flow.store.getState().nodes, focused, new Set(nodes));
  const { selectedNodes, selectedEdges } = viewStore.getState();
  const all = nodes.every((id) => selectedNodes.includes(id));
  removeAll(nodes, all ? selectedEdges : [], { done: 'Cut' });
  focusNode(next ?? homeCard());
}

/** Pastes a graph, or what carries one; the keys go on with what was pasted. */
async function pasteText(text: string, at: Point | undefined, wired: boolean): Promise<void> {
  const from = document.activeElement;
  const graph = await graphText(text);
  if (graph === undefined) return;
  await paste(graph, at, wired);
  const [first] = viewStore.getState().selectedNodes;
  if (first === undefined) return;
  if (isRow(from)) void import('../dock/outline/outline-store.ts').then(({ goTo }) => goTo(first));
  else focusNode(first, from);
}

/** What was copied here last goes beside its original. */
let lastText = '';

/** Copies nodes without a key, as from a menu; false, and said why, where the browser does not allow that. */
export async function copyNodes(nodes: readonly NodeId[]): Promise<boolean> {
  if (nodes.length === 0) {
    announce('Select a node first.', 'info');
    return false;
  }
  const text = copySelection(documentStore.getState().document, nodes);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    announce('This browser lets the page copy by Ctrl+C only.', 'warning');
    return false;
  }
  lastText = text;
  announce(`Copied ${named(nodes)}.`);
  return true;
}

export async function cutNodes(nodes: readonly NodeId[]): Promise<void> {
  if (await copyNodes(nodes)) takeAway(nodes);
}

/** Pastes what the clipboard holds, at a place or beside its original; `wired` also to what fed that. */
export async function pasteClipboard(at?: Point, wired = false): Promise<void> {
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    announce('This browser lets the page paste by Ctrl+V only.', 'warning');
    return;
  }
  await pasteText(text, at ?? (text === lastText ? undefined : centre()), wired);
}

/** Listens until the returned function is called. */
export function listenForClipboard(): () => void {
  let pointer: { readonly x: number; readonly y: number } | undefined;
  /** The event of pasting does not tell. */
  let withShift = false;

  const onMove = (event: PointerEvent) => {
    const over = event.target instanceof Node && canvasElement()?.contains(event.target) === true;
    pointer = over ? { x: event.clientX, y: event.clientY } : undefined;
  };
  /** What goes to the clipboard, if the event is about the canvas and there is something to go. */
  const put = (event: ClipboardEvent): readonly NodeId[] => {
    if (!concerns(event)) return [];
    const nodes = nodesMeant(cardOf(document.activeElement));
    if (nodes.length === 0) {
      announce('Select a node first.', 'info');
      return nodes;
    }
    lastText = copySelection(documentStore.getState().document, nodes);
    event.clipboardData?.setData('text/plain', lastText);
    event.preventDefault();
    return nodes;
  };
  const onCopy = (event: ClipboardEvent) => {
    const copied = put(event);
    if (copied.length > 0) announce(`Copied ${named(copied)}.`);
  };
  const onCut = (event: ClipboardEvent) => {
    const cut = put(event);
    if (cut.length > 0) takeAway(cut);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (!concerns(event)) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    event.preventDefault();
    // A picture or a file from the file manager is treated as if it had been dropped.
    const file = text === '' ? event.clipboardData?.files[0] : undefined;
    if (file !== undefined) {
      void import('../persistence/open-file.ts').then(({ openFile }) => openFile(file));
      return;
    }
    // What was copied here goes beside its original; what comes from elsewhere to the pointer.
    const foreign = text !== lastText;
    const place = foreign ? (pointer === undefined ? centre() : toDocument(pointer)) : undefined;
    void pasteText(text, place, withShift);
  };
  const onKey = ({ shiftKey }: KeyboardEvent) => {
    withShift = shiftKey;
  };
  window.addEventListener('keydown', onKey, true);
  window.addEventListener('keyup', onKey, true);
  window.addEventListener('pointermove', onMove);
  window.addEventListener('copy', onCopy);
  window.addEventListener('cut', onCut);
  window.addEventListener('paste', onPaste);
  return () => {
    window.removeEventListener('keydown', onKey, true);
    window.removeEventListener('keyup', onKey, true);
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('copy', onCopy);
    window.removeEventListener('cut', onCut);
    window.removeEventListener('paste', onPaste);
  };
}
