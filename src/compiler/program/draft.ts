/*
 * A program in the making: what one Train node depends on, as far as it is known. The checks read it,
 * whether or not it is complete; `program.ts` turns it into a Program once nothing is wrong.
 */
import { reach } from '../../base/reach.ts';
import type { Shape } from '../../base/shape.ts';
import { jointCopies } from '../../catalog/data/fit-steps.ts';
import { splitSizes } from '../../catalog/data/plan-split.ts';
import { targetColumns } from '../../catalog/define/index.ts';
import type { DatasetInfo, LossDefinition, Metric, TargetEncoding, TargetInfo } from '../../catalog/define/index.ts';
import { measuredMetrics } from '../../catalog/metrics/measured.ts';
import type { WiredSchedule } from '../../catalog/schedules/wired.ts';
import type { PortKind } from '../../catalog/ports.ts';
import type { Graph, NodeOf, Resolved, Wire } from '../graph.ts';
import { arrivals, carriesTensors, hasRole, isPassable, passedWire, refOf, sources, tensorSources } from '../graph.ts';
import { shapeAt } from '../passes/shapes.ts';
import type { Facts } from '../passes/shapes.ts';
import { tensorKey } from '../types.ts';
import type { TensorRef } from '../types.ts';

export interface Draft {
  readonly train: NodeOf<'training'>;
  readonly epochs: number;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly loss?: NodeOf<'loss'>;
  readonly optimizer?: NodeOf<'optimizer'>;
  readonly schedule?: NodeOf<'schedule'>;
  readonly metrics: readonly NodeOf<'metric'>[];
  readonly callbacks: readonly NodeOf<'callback'>[];
  /** The node whose output is y_pred, and which output. */
  readonly output?: Resolved;
  readonly outputRef?: TensorRef;
  readonly outputShape?: Shape;
  /** Each after what it reads. */
  readonly layers: readonly NodeOf<'layer'>[];
  /** Where data enters the network. */
  readonly inputs: readonly DataInput[];
  /** The data sets behind the inputs. */
  readonly datasets: readonly NodeOf<'dataset'>[];
  /** The data set behind y_true. */
  readonly targets?: NodeOf<'dataset'>;
  /** The data set of the program, where features and targets agree on one. */
  readonly data?: {
    readonly node: NodeOf<'dataset'>;
    readonly info: DatasetInfo;
    /** With the copies that preprocessing makes of them. */
    readonly trainRows: number;
    readonly validationRows: number;
    /** Of all splits together. */
    readonly rows: number;
  };
  /** How the loss wants the targets written, and in how many columns. */
  readonly encoding?: TargetEncoding;
  readonly width?: number;
  /** How many values per example the network must answer with for that. */
  readonly answers?: number;
  /** Everything the Train node depends on, muted nodes on the way included. */
  readonly nodes: ReadonlySet<Resolved>;
  readonly wires: ReadonlySet<Wire>;
}

export function drawUp(graph: Graph, facts: Facts, train: NodeOf<'training'>): Draft {
  const plan = train.definition.plan(train.params);
  const { nodes, wires } = dependencies(train);
  const loss = plugged(train, 'loss', 'loss');
  const optimizer = plugged(train, 'optimizer', 'optimizer');
  const schedule = optimizer && plugged(optimizer, 'schedule', 'schedule');
  const [answer] = loss === undefined ? [] : arrivals(loss);
  const output = answer?.source;
  const outputRef = answer && refOf(answer);
  const layers = graph.order.filter((node) => hasRole(node, 'layer')).filter((node) => nodes.has(node) && !node.muted);
  const inputs = dataNodes([...layers, ...(loss === undefined ? [] : [loss])]);
  const datasets = [...new Set(inputs.flatMap(({ node }) => datasetBehind(node) ?? []))];
  const targets = loss && plugged(loss, 'targets', 'dataset');
  const outputShape = outputRef && shapeAt(facts, outputRef);
  const data =
    targets !== undefined && datasets.length === 1 && datasets[0] === targets
      ? dataOf(targets, inputs, facts)
      : undefined;
  return {
    train,
    ...plan,
    ...(loss && { loss }),
    ...(optimizer && { optimizer }),
    ...(schedule && { schedule }),
    metrics: ofKind(train, 'metric').filter((node) => hasRole(node, 'metric')),
    callbacks: ofKind(train, 'callback').filter((node) => hasRole(node, 'callback')),
    ...(output && { output }),
    ...(outputRef && { outputRef }),
    ...(outputShape && { outputShape }),
    layers,
    inputs,
    datasets,
    ...(targets && { targets }),
    ...(data && { data }),
    ...(data && loss && outputShape && targetForm(loss.definition, data.info, outputShape)),
    nodes,
    wires,
  };
}

/** What arrives at the ports of one kind. */
const ofKind = (node: Resolved, kind: PortKind): readonly Resolved[] =>
  (node.definition?.inputs ?? []).filter((port) => port.kind === kind).flatMap(({ name }) => sources(node, name));

function plugged<R extends 'loss' | 'optimizer' | 'schedule' | 'dataset'>(
  node: Resolved,
  kind: PortKind,
  role: R,
): NodeOf<R> | undefined {
  const [source] = ofKind(node, kind);
  return hasRole(source, role) ? source : undefined;
}

/** A schedule with the one that is wired into it. */
export interface ScheduleNode extends WiredSchedule {
  readonly node: NodeOf<'schedule'>;
  readonly wraps?: ScheduleNode;
}

export function wiredSchedule(node: NodeOf<'schedule'>): ScheduleNode {
  const inside = plugged(node, 'schedule', 'schedule');
  const { definition, params } = node;
  return { node, definition, params, ...(inside && { wraps: wiredSchedule(inside) }) };
}

/** Walks back over every wire that has an effect: of a muted node, only the one it passes on. */
function dependencies(train: Resolved): { nodes: ReadonlySet<Resolved>; wires: ReadonlySet<Wire> } {
  const nodes = reach([train], (node) => effective(node).map(({ from }) => from));
  return { nodes, wires: new Set([...nodes].flatMap(effective)) };
}

function effective(node: Resolved): readonly Wire[] {
  if (node.muted) {
    const passed = isPassable(node) ? passedWire(node) : undefined;
    return passed === undefined ? [] : [passed];
  }
  // A muted parameter is unplugged. A muted node that is required stays, so that its error counts.
  return node.into.filter(({ from, input }) => !from.muted || isPassable(from) || input.required === true);
}

const isData = (node: Resolved): boolean => hasRole(node, 'dataset') || hasRole(node, 'preprocessing');

/** A node whose data enters the network, and the port it comes from. */
export interface DataInput {
  readonly node: Resolved;
  readonly output: string;
}

function dataNodes(nodes: readonly Resolved[]): readonly DataInput[] {
  const found = new Map<string, DataInput>();
  for (const arrival of nodes.flatMap(arrivals)) {
    if (!isData(arrival.source)) continue;
    found.set(tensorKey(refOf(arrival)), { node: arrival.source, output: arrival.output.name });
  }
  return [...found.values()];
}

/** The chain from a data set to the node whose data enters the network: preprocessing nodes in order. */
export function pipeline(input: Resolved): {
  readonly dataset?: NodeOf<'dataset'>;
  readonly steps: readonly NodeOf<'preprocessing'>[];
} {
  const steps: NodeOf<'preprocessing'>[] = [];
  let current: Resolved | undefined = input;
  while (hasRole(current, 'preprocessing')) {
    steps.unshift(current);
    const before: Resolved | undefined = tensorSources(current)[0];
    current = before;
  }
  return { ...(hasRole(current, 'dataset') && { dataset: current }), steps };
}

const datasetBehind = (input: Resolved): NodeOf<'dataset'> | undefined => pipeline(input).dataset;

function dataOf(node: NodeOf<'dataset'>, inputs: readonly DataInput[], facts: Facts): Draft['data'] {
  const info = facts.get(node.id)?.dataset;
  if (info === undefined) return undefined;
  const sizes = splitSizes(info.samples, node.definition.split(node.params));
  const trainRows = sizes.train * jointCopies(inputs.map((input) => pipeline(input.node).steps));
  return { node, info, trainRows, validationRows: sizes.validation, rows: trainRows + sizes.validation + sizes.test };
}

/** 0 where values or sequences are learned. */
export const classCount = ({ target }: DatasetInfo): number => (target.kind === 'classes' ? target.names.length : 0);

/** How this loss wants the targets written for a network with this output, in how many columns, and how many it answers with. */
export function targetForm(
  loss: LossDefinition,
  info: DatasetInfo,
  output: Shape,
): { encoding: TargetEncoding; width: number; answers: number } {
  const encoding = loss.encoding(classCount(info), output.at(-1) ?? 1);
  const answers = answersFor(encoding, info);
  const width = encoding === 'classes' ? 1 : encoding === 'labels' ? targetColumns(info.target) : answers;
  return { encoding, width, answers };
}

function answersFor(encoding: TargetEncoding, info: DatasetInfo): number {
  const names = info.target.names.length;
  // One more for the blank between labels.
  if (encoding === 'labels') return names + 1;
  return encoding === 'binary' ? 1 : encoding === 'values' ? names : classCount(info);
}

/** What a run of this draft measures beside the loss; undefined while that is not known. */
export function metricsOf({ loss, metrics, data, encoding, outputShape }: Draft): readonly Metric[] | undefined {
  if (loss === undefined || data === undefined || encoding === undefined || outputShape === undefined) return undefined;
  const form = { encoding, classes: classCount(data.info), width: outputShape.at(-1) ?? 1 };
  return measuredMetrics(loss, metrics, form);
}

/** What a loss is made to learn. */
export const learnedBy = ({ learns, wants }: LossDefinition): TargetInfo['kind'] =>
  learns ?? (wants === undefined ? 'values' : 'classes');

/** A sequence of labels meets a loss for single answers, or the other way round: then the loss itself is wrong. */
export const mixesSequences = ({ loss, data }: Draft): boolean =>
  loss !== undefined &&
  data !== undefined &&
  (learnedBy(loss.definition) === 'sequence') !== (data.info.target.kind === 'sequence');

export const outputIsLayer = (draft: Draft): NodeOf<'layer'> | undefined =>
  hasRole(draft.output, 'layer') ? draft.output : undefined;

export const wireToOutput = ({ loss }: Draft): Wire | undefined =>
  loss?.into.find(({ input }) => carriesTensors(input.kind));
