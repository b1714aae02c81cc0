/* Which two graphs are being compared, and the ways to ask for that. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { catalog } from '../../catalog/index.ts';
import { filledParams } from '../../catalog/filled-params.ts';
import type { Change } from '../../graph/diff.ts';
import { diffDocuments } from '../../graph/diff.ts';
import { nodesOf } from '../../graph/diff-words.ts';
import { jump, stepAt } from '../../graph/history.ts';
import { nodeById } from '../../graph/queries.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
import { readDocument } from '../persistence/files.ts';
import type { RunRecord } from '../runs/record.ts';
import { shellStore } from '../shell/shell-store.ts';
import { documentStore } from '../stores/document.ts';

export interface Comparison {
  /** What the two graphs are, e.g. “Set units” and now. */
  readonly from: string;
  readonly to: string;
  readonly changes: readonly Change[];
}

const compareStore = createStore<{ readonly comparison: Comparison | undefined }>()(() => ({ comparison: undefined }));
/** What is being compared. */
export const comparison = (): Comparison | undefined => compareStore.getState().comparison;
export const useComparison = (): Comparison | undefined => useStore(compareStore, (state) => state.comparison);

interface Side {
  readonly name: string;
  readonly document: GraphDocument;
}

function compare(before: Side, after: Side): void {
  const changes = diffDocuments(before.document, after.document, (node) => filledParams(node, catalog));
  compareStore.setState({ comparison: { from: before.name, to: after.name, changes } });
  shellStore.getState().show('compare');
}

/** Compares the present graph with that of a step of the history; the earlier one comes first. */
export function compareWithStep(place: number): void {
  const { history, document } = documentStore.getState();
  const label = stepAt(history, place)?.label;
  const step = {
    name: label === undefined ? 'the start' : `step ${place}, “${label}”`,
    document: jump(history, place).document,
  };
  const now = { name: 'now', document };
  if (place < history.past.length) compare(step, now);
  else compare(now, step);
}

/** Compares the graph that a run came from with the present one. */
export function compareWithRun({ graph, name }: RunRecord): void {
  const document = readDocument(graph, `The graph of ${name}`);
  if (document === undefined) return;
  compare({ name: `the graph of ${name}`, document }, { name: 'now', document: documentStore.getState().document });
}

/** Compares a version of the graph that was kept with the present one. */
export function compareWithVersion(text: string, title: string): void {
  const document = readDocument(text, `The version “${title}”`);
  if (document === undefined) return;
  compare({ name: `“${title}”`, document }, { name: 'now', document: documentStore.getState().document });
}

/** The node of the present graph where a difference can be seen. */
export const placeOf = (change: Change, document: GraphDocument): NodeId | undefined =>
  nodesOf(change).find((id) => nodeById(document, id) !== undefined);
