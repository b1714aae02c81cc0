/*
 * A finding is what only a running network shows: units that are dead, a gradient that fades, a run
 * that learns nothing. It is told like the compiler's diagnostics, with its place and ways out. Each
 * stands in a file of its own and is listed in `index.ts`.
 */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Compilation, Diagnostic, Program } from '../../compiler/types.ts';
import type { GraphDocument } from '../../graph/types.ts';
import type { DataView } from '../../protocol/data-view.ts';
import type { WireReadings } from '../../protocol/readings.ts';
import type { EpochPoint, RunState } from '../stores/types.ts';

export interface FindingContext {
  readonly document: GraphDocument;
  readonly compilation: Compilation;
  readonly catalog: Catalog;
  /** The program that was trained; it is the one the graph compiles to. */
  readonly program: Program;
  /** What flows over the wires now; absent until something was measured. */
  readonly wires: WireReadings | undefined;
  readonly data: DataView | undefined;
  readonly step: number;
  /** What each epoch has measured. */
  readonly epochs: readonly EpochPoint[];
  readonly done: RunState['done'];
}

export type Finding = (context: FindingContext) => readonly Diagnostic[];
