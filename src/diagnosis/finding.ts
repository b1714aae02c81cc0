/*
 * What a run shows of itself: units that are dead, a gradient that fades, a rate that is too high. A rule
 * looks at what was measured and says what it finds, in plain words, with the numbers and with ways out.
 * Each rule is a pure function in a file of its own under `rules`.
 */
import type { Catalog } from '../catalog/catalog.ts';
import type { Logs } from '../catalog/define/index.ts';
import type { Compilation, Fix, Program } from '../compiler/types.ts';
import type { EdgeId, GraphDocument, NodeId } from '../graph/types.ts';
import type { DataView } from '../protocol/data-view.ts';
import type { Fault } from '../protocol/fault.ts';
import type { WireReadings } from '../protocol/readings.ts';

/** What was measured on the wires at one place in training. */
export interface Moment {
  readonly step: number;
  readonly wires: WireReadings;
}

export interface EpochFigures {
  /** Counted from 1. */
  readonly epoch: number;
  readonly step: number;
  readonly logs: Logs;
  readonly learningRate: number;
}

/** All that a rule may look at. */
export interface View {
  readonly document: GraphDocument;
  readonly catalog: Catalog;
  /** Of the document; `program` is one of its programs. */
  readonly compilation: Compilation;
  readonly program: Program;
  /** Oldest first. One at step 0 is that of the first weights. */
  readonly readings: readonly Moment[];
  readonly epochs: readonly EpochFigures[];
  readonly data: DataView | undefined;
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly done: { readonly reason: string; readonly restoredEpoch?: number } | undefined;
  /** What ended the run before its time. */
  readonly fault: Pick<Fault, 'code' | 'node' | 'step'> | undefined;
}

export interface Finding {
  /** Id of the rule. */
  readonly rule: string;
  /** What is wrong, in two or three words. */
  readonly title: string;
  /** A hint is worth knowing, a warning keeps the network from learning as it could. */
  readonly severity: 'warning' | 'hint';
  readonly node: NodeId;
  /** The wire to look at. */
  readonly wire?: EdgeId;
  readonly param?: string;
  /** What is seen, in one or two sentences, with the numbers. */
  readonly evidence: string;
  /** What usually helps. */
  readonly advice: string;
  readonly fixes: readonly Fix[];
  /** The compiler says it of the graph alone; who shows the compiler's diagnostics need not show it again. */
  readonly ofGraph?: true;
}

/** What a rule says; its name is added. */
export type Found = Omit<Finding, 'rule' | 'title'>;

export interface Rule {
  readonly id: string;
  /** What is wrong where it finds something, in two or three words. */
  readonly title: string;
  /** What this follows from: it is not said where one of these rules has found something. */
  readonly follows?: readonly string[];
  find(view: View): readonly Found[];
}

export const defineRule = (rule: Rule): Rule => rule;
