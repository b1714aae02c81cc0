/*
 * The three stores of the page: the document, the view (never saved in the file) and the run.
 * Components select ids and primitives, so that each re-renders only for what it shows; live
 * statistics are painted from `run.subscribe` and do not pass through React state where they are hot.
 */
import type { Compilation, Program } from '../../compiler/types.ts';
import type { Command } from '../../graph/commands/types.ts';
import type { CommitOptions, History as UndoHistory } from '../../graph/history.ts';
import type { EdgeId, FrameId, GraphDocument, NodeId } from '../../graph/types.ts';
import type { Logs } from '../../catalog/define/index.ts';
import type { DockTab } from '../dock/tabs.tsx';
import type { BackendName } from '../../protocol/backends.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { DataView } from '../../protocol/data-view.ts';
import type { TrainerState } from '../../protocol/events.ts';
import type { Fault } from '../../protocol/fault.ts';
import type { RunId } from '../../protocol/messages.ts';
import type { Pace } from '../../protocol/pace.ts';
import type { StepMode } from '../../protocol/step-mode.ts';
import type { History, LatestReadings } from './latest-readings.ts';
import type { RunFacts } from './run-events.ts';

export interface DocumentState {
  /** What the canvas shows: the whole document, or the inside of one of its blocks as a document of its own. */
  readonly document: GraphDocument;
  /** What is saved, shared and trained. */
  readonly whole: GraphDocument;
  /** The nodes one went into, one after the other, to see `document`; none where that is the whole. */
  readonly inside: readonly NodeId[];
  /** The block whose inside is shown. */
  readonly block: string | undefined;
  /** The steps done and undone, for a list of them. */
  readonly history: UndoHistory;
  /** Recompiled on every change; its nodes, edges and diagnostics are those of what is shown. */
  readonly compilation: Compilation;
  /** What undo and redo would do, in words; absent when there is nothing to undo or redo. */
  readonly undoLabel?: string;
  readonly redoLabel?: string;
  readonly saved: 'saved' | 'saving' | 'failed';
  /** Grows by one with every document opened: what belongs to another document ends then. */
  readonly opened: number;
  /** Applies a command as one undo step; consecutive ones with the same `coalesce` key are one step. False, with a spoken reason, if it was refused. */
  dispatch(command: Command, options?: CommitOptions): boolean;
  /** Shows the inside of a node that stands for a block, or with an empty path the whole. */
  enter(path: readonly NodeId[]): void;
  undo(): void;
  redo(): void;
  /** Undoes or redoes until this many steps are done, as one change: compiled once. */
  jump(place: number): void;
  /** Replaces the document (new, open, example); the replaced one stays reachable by undo. */
  open(document: GraphDocument, label?: string): void;
}

export type ThemeChoice = 'light' | 'dark';

export interface ViewState {
  readonly selectedNodes: readonly NodeId[];
  readonly selectedEdges: readonly EdgeId[];
  readonly selectedFrame: FrameId | undefined;
  readonly theme: ThemeChoice;
  readonly dockTab: DockTab;
  readonly panels: { readonly palette: boolean; readonly inspector: boolean; readonly dock: boolean };
  readonly minimap: boolean;
  /** The latest message for people who cannot see the change; also shown as a toast when `tone` is not `quiet`. */
  readonly announcement: { readonly id: number; readonly text: string; readonly tone: 'quiet' | 'info' | 'warning' };
  /** The large graph that is being opened, while that takes a moment. */
  readonly opening: { readonly name: string; readonly nodes: number } | undefined;
  setOpening(opening: ViewState['opening']): void;
  /** Selects nodes and wires, and no frame. */
  select(nodes: readonly NodeId[], edges?: readonly EdgeId[]): void;
  /** Selects a frame itself, and nothing else. */
  selectFrame(frame: FrameId): void;
  setTheme(theme: ThemeChoice): void;
  setDockTab(tab: DockTab): void;
  togglePanel(panel: keyof ViewState['panels']): void;
  toggleMinimap(): void;
  announce(text: string, tone?: 'quiet' | 'info' | 'warning'): void;
  /** Asks the canvas to bring a node into sight and select it (problems list, command palette). */
  readonly reveal: { readonly id: number; readonly node: NodeId } | undefined;
  revealNode(node: NodeId): void;
}

/** One point of the loss curve inside an epoch. */
export interface BatchPoint {
  readonly step: number;
  readonly loss: number;
  readonly learningRate: number;
}

export interface EpochPoint {
  readonly epoch: number;
  readonly step: number;
  readonly logs: Logs;
  readonly learningRate: number;
}

export interface RunState {
  readonly state: TrainerState;
  /** The run that is loaded; absent before the first and after a document was put away. */
  readonly run: RunId | undefined;
  /** When training last began or went on, by the page's clock; absent while it rests. */
  readonly runningSince: number | undefined;
  /** The run comes back from a checkpoint: what was drawn up to there stays. */
  readonly resuming: boolean;
  /** Id of the Train node whose program is loaded or would be started. */
  readonly program: NodeId | undefined;
  readonly backend: BackendName | undefined;
  readonly backendChoice: BackendName | 'auto';
  /** Steps are wanted bit for bit as TensorFlow.js computes them. */
  readonly exact: boolean;
  readonly fallbacks: readonly string[];
  /** Why the backend in use is the fastest one for the network; unknown where one was asked for. */
  readonly why: string | undefined;
  /** How steps are taken, and why not otherwise; unknown before the first step. */
  readonly steps: { readonly mode: StepMode; readonly reason: string | undefined } | undefined;
  /** The document changed in a way that matters since this run was loaded. */
  readonly stale: boolean;
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly stepsPerSecond: number;
  /** The part of the time that instruments have taken lately while training went on, from 0 to 1; unknown before. */
  readonly measuring: number | undefined;
  readonly learningRate: number | undefined;
  readonly metric: { readonly name: string; readonly label: string; readonly better: 'higher' | 'lower' } | undefined;
  readonly batches: readonly BatchPoint[];
  readonly epochPoints: readonly EpochPoint[];
  /** The latest reading of each instrument. */
  readonly readings: LatestReadings;
  /** All readings, oldest first, thinned to at most 64 of each instrument, for "over time" pictures. */
  readonly history: History;
  readonly data: DataView | undefined;
  readonly fault: Fault | undefined;
  readonly log: readonly { readonly level: 'info' | 'warning'; readonly message: string }[];
  readonly done:
    | { readonly reason: string; readonly detail: string; readonly logs: Logs; readonly restoredEpoch?: number }
    | undefined;
  /** How fast training should go before this user's eyes. */
  readonly pace: Pace;
  /** The present training goes at full speed, whatever the pace. */
  readonly hurried: boolean;
  /** Runs of other programs of the graph that train beside this one. */
  readonly side: readonly RunFacts[];
  /** Where the graph has several programs, Train is for all of them side by side, not for the shown one alone. */
  readonly together: boolean;
  /** Trains what is chosen, from its first weights or from where it rests. */
  start(how?: { readonly hurried?: boolean }): void;
  setTogether(together: boolean): void;
  setPace(pace: Pace): void;
  pause(): void;
  stepBatch(): void;
  stepEpoch(): void;
  stop(): void;
  reset(): void;
  /** Loads the graph as it is now, without training it, so that its wires show what flows at the first weights. */
  measure(): void;
  setLearningRate(value: number): void;
  setBackend(backend: BackendName | 'auto'): void;
  setExact(exact: boolean): void;
  setProgram(train: NodeId): void;
  /** Loads anew what is trained: its first weights are others now. */
  reload(): void;
  /** What the loaded run has reached and the program it belongs to; undefined where nothing is loaded that fits the graph. */
  snapshot(): Promise<Snapshot | undefined>;
}

/** A run as it is saved into a file. */
export interface Snapshot {
  readonly program: Program;
  readonly checkpoint: Checkpoint;
}
