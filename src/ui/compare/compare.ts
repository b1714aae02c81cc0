/* Comparing the open graph with another: how that begins, and the way from difference to difference. */
import { plural } from '../../base/format.ts';
import { summaryWords } from '../../graph/diff-words.ts';
import { isWhole, jump, stepAt } from '../../graph/history.ts';
import { nodeById } from '../../graph/queries.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
import { edgeId, endpoint } from '../../graph/types.ts';
import { focusNode } from '../canvas/view/focus.ts';
import { CARD_HEIGHT, CARD_WIDTH } from '../canvas/view/card-sizes.ts';
import { canvasElement, reveal, revealArea } from '../canvas/view/viewport.ts';
import { readDocument } from '../persistence/read-document.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { keyTextOf } from '../shell/keymap.ts';
import { documentStore } from '../stores/document.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import { compareStore, endComparison } from './compare-store.ts';
import { differences, seenIn } from './differences.ts';
import type { Differences } from './differences.ts';
import type { Stop } from './stops.ts';
import { stopWords } from './stops.ts';

/**
 * Marks on the canvas what the open graph has that this one has not, and the other way round. Editing goes on
 * meanwhile, and the marks follow.
 * @param title what the other graph is, as it stands behind “Compared with”
 */
export function compareWith(document: GraphDocument, title: string): void {
  compareStore.setState({ other: { document, title }, at: undefined });
  const { changes } = presentDifferences() ?? { changes: [] };
  const way = changes.length === 0 ? '' : ` ${keyTextOf('compare-next')} goes to the first.`;
  announce(`Compared with ${title}: ${summaryWords(changes)}.${way} Escape ends the comparison.`);
}

/** Compares with a step of the history, done or undone. */
export function compareWithStep(place: number): void {
  const { history } = documentStore.getState();
  const label = stepAt(history, place)?.label;
  const title = label === undefined ? 'the start' : `step ${place}, “${label}”`;
  compareWith(jump(history, place).document, title);
}

/** Compares with the graph as it was when it was opened. */
export function compareWithOpened(): void {
  const { history } = documentStore.getState();
  const opening = history.past.findLastIndex(isWhole) + 1;
  compareWith(jump(history, opening).document, 'the graph as it was opened');
}

/** Compares with the graph that a run came from. */
export function compareWithRun({ graph, name }: RunRecord): void {
  const document = readDocument(graph, `The graph of ${name}`);
  if (document !== undefined) compareWith(document, `the graph of ${name}`);
}

/** The differences to the graph that the open one is compared with. */
export function presentDifferences(): Differences | undefined {
  const { other } = compareStore.getState();
  const { document, inside } = documentStore.getState();
  return other === undefined ? undefined : differences(seenIn(other.document, inside), document);
}

/** Goes to the next difference, or to the one before; behind the last the first comes again. */
export function goOn(by: 1 | -1): void {
  const stops = presentDifferences()?.stops;
  if (stops === undefined) return announce('Nothing is being compared.');
  const now = stops.findIndex(({ key }) => key === compareStore.getState().at);
  const next = now < 0 ? (by > 0 ? 0 : stops.length - 1) : (now + by + stops.length) % stops.length;
  const stop = stops[next];
  if (stop === undefined) announce('There is no difference.');
  else goTo(stop);
}

/** Shows where a difference is: selects it, brings it into sight and says what it is. */
export function goTo(stop: Stop): void {
  const { stops } = presentDifferences() ?? { stops: [] };
  compareStore.setState({ at: stop.key });
  show(stop);
  const place = stops.findIndex(({ key }) => key === stop.key) + 1;
  announce(`Difference ${place} of ${stops.length}: ${stopWords(stop)}.`);
}

function show({ place }: Stop): void {
  const { select } = viewStore.getState();
  if (place.on === 'card') {
    select([place.node]);
    // Where the keys are on the canvas, they go along; elsewhere they stay.
    if (canvasElement()?.contains(document.activeElement) === true) focusNode(place.node);
    else reveal(place.node);
  } else if (place.on === 'ghost') {
    select([]);
    revealPlace(place.node);
  } else if ('edge' in place) {
    const { edge, on } = place;
    select([], on === 'wire' ? [edgeId(edge)] : []);
    for (const end of [edge.from, edge.to]) revealPlace(endpoint(end).node);
  }
}

/** Brings a node of either graph into sight: where it is, or else where it was. */
function revealPlace(id: NodeId): void {
  if (nodeById(documentStore.getState().document, id) !== undefined) return reveal(id);
  const { other } = compareStore.getState();
  const node = other && nodeById(other.document, id);
  if (node === undefined) return;
  const [x, y] = node.position;
  revealArea({ x, y, width: CARD_WIDTH, height: CARD_HEIGHT });
}

// Against a graph that has nothing to do with it, all would differ.
documentStore.subscribe((now, before) => {
  if (now.opened !== before.opened) endComparison();
});

/** Takes the marks off the canvas. */
export function endComparing(): void {
  const count = presentDifferences()?.stops.length;
  if (count === undefined) return;
  endComparison();
  announce(`The comparison has ended; ${plural(count, 'difference')} ${count === 1 ? 'was' : 'were'} marked.`);
}

/** Compares with a version of the graph that was kept. */
export function compareWithVersion(text: string, title: string): void {
  const document = readDocument(text, `The version “${title}”`);
  if (document !== undefined) compareWith(document, `“${title}”`);
}
