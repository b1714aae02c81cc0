/* Ends the comparison of runs with the graph that they are of: of another one, their curves say nothing. */
import type { StoreApi } from 'zustand/vanilla';
import { parseDocument } from '../../graph/parse.ts';
import { nodeById } from '../../graph/queries.ts';
import type { GraphDocument } from '../../graph/types.ts';
import type { DocumentState } from '../stores/types.ts';
import { areRelated } from './run-differences.ts';
import type { RunRecord } from './run-record.ts';
import type { RunsState } from './runs-store.ts';

/** Returns what ends it. */
export const leaveComparison = (runs: StoreApi<RunsState>, documents: StoreApi<DocumentState>): (() => void) =>
  documents.subscribe((now, before) => {
    if (now.opened === before.opened) return;
    const { records, chosen, choose } = runs.getState();
    const kept = chosen.filter((id) => records.some((record) => record.id === id && isOf(record, now.whole)));
    if (kept.length < chosen.length) choose(kept);
  });

/** Whether the run is of this graph, or of one so alike that the two can be compared. */
function isOf({ graph, program }: RunRecord, document: GraphDocument): boolean {
  const parsed = nodeById(document, program) === undefined ? undefined : parseDocument(graph);
  return parsed?.ok === true && areRelated({ document: parsed.value.document, program }, { document, program });
}
