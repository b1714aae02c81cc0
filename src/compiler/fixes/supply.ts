/*
 * One-click ways to supply an input that nothing is wired to: connect a node that is already there, or
 * add one. Chosen by port kind and by what the definitions say of themselves.
 */
import type { Catalog } from '../../catalog/catalog.ts';
import type { LossDefinition, NodeDefinition, TargetInfo } from '../../catalog/define/index.ts';
import { kindFits } from '../../catalog/ports.ts';
import type { PortKind, PortSpec } from '../../catalog/ports.ts';
import { reachable } from '../../graph/queries.ts';
import type { GraphEdge, GraphNode } from '../../graph/types.ts';
import { portRef } from '../../graph/types.ts';
import type { Graph, Resolved } from '../graph.ts';
import { ancestors, carriesTensors, endsWith, hasRole, mainInput } from '../graph.ts';
import { learnedBy } from '../program/draft.ts';
import type { Fix } from '../types.ts';
import { COLUMN, newNodeBelow, ROW } from './fix-commands.ts';

/** Working out such a fix looks at the whole graph; beyond this many gaps the message alone must do. */
export const MOST_WITH_FIXES = 40;

/** Fixes for a free input port, best first. */
export function supplyFixes(graph: Graph, node: Resolved, port: PortSpec): readonly Fix[] {
  const to = portRef(node.id, port.name);
  const source = sameAsMain(node, port) ?? bestSource(graph, port, node.node.position, node);
  const connect: readonly Fix[] =
    source === undefined
      ? []
      : [
          {
            label: `Connect ${source} to ${to}`,
            command: { type: 'connect', edge: { from: source, to }, replace: port.many !== true },
          },
        ];
  // A second data set beside the one that is there is hardly what was meant.
  const fromData = carriesTensors(port.kind) || port.kind === 'targets';
  if (source !== undefined && fromData) return connect;
  const type = suggestedType(graph, node, port);
  const output = type?.outputs.find(({ kind }) => kindFits(kind, port.kind));
  if (type === undefined || output === undefined) return connect;
  const [x, y] = node.node.position;
  const at = port.kind === 'loss' || fromData ? ([x - COLUMN, y] as const) : ([x, y + ROW] as const);
  const added = newNodeBelow(graph.document, type.type, at);
  const completed = completing(graph, added, node);
  // Half a node would only move the gap.
  if (completed === undefined) return connect;
  const edges = [...completed, { from: portRef(added.id, output.name), to }];
  return [...connect, { label: `Add ${type.type} and connect it`, command: { type: 'add', nodes: [added], edges } }];
}

/** What is wired to the main input already: a layer that compares sequences mostly compares one with itself. */
function sameAsMain({ definition, into }: Resolved, port: PortSpec): string | undefined {
  const main = definition && mainInput(definition);
  if (port.kind !== 'tensor' || main === undefined || main.name === port.name) return undefined;
  return into.find(({ input }) => input.name === main.name)?.edge.from;
}

/**
 * Wires for the required inputs of a new node in front of `reader`, from what the graph already holds;
 * undefined if one of them finds nothing.
 */
function completing(graph: Graph, added: GraphNode, reader: Resolved): readonly GraphEdge[] | undefined {
  const inputs = requiredInputs(graph.catalog.get(added.type));
  const edges = inputs.flatMap((port) => {
    const from = bestSource(graph, port, added.position, reader);
    return from === undefined ? [] : [{ from, to: portRef(added.id, port.name) }];
  });
  return edges.length === inputs.length ? edges : undefined;
}

const requiredInputs = (definition: NodeDefinition | undefined): readonly PortSpec[] =>
  definition?.inputs.filter(({ required }) => required === true) ?? [];

/** A new node with all of its required inputs wired: to what the graph holds, or else to new nodes of the first choice. */
export function completeNode(
  graph: Graph,
  added: GraphNode,
): { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] } | undefined {
  const nodes: GraphNode[] = [added];
  const edges: GraphEdge[] = [];
  for (const port of requiredInputs(graph.catalog.get(added.type))) {
    const to = portRef(added.id, port.name);
    const source = bestSource(graph, port, added.position, undefined);
    const fresh = source === undefined ? firstToAdd(graph, port, added.position) : undefined;
    const from = source ?? fresh?.output;
    if (from === undefined) return undefined;
    if (fresh !== undefined) nodes.push(fresh.node);
    edges.push({ from, to });
  }
  return { nodes, edges };
}

/**
 * The output (`node.port`) that most likely belongs to a free input: one that nothing reads yet and
 * that lies near, never one behind the node itself. Only what `among` allows is looked at.
 */
export function bestSource(
  graph: Graph,
  port: PortSpec,
  [x, y]: readonly [number, number],
  node: Resolved | undefined,
  among: (ref: string) => boolean = () => true,
): string | undefined {
  // Also along wires that were left out: they may come back.
  const after: ReadonlySet<string> = node === undefined ? new Set() : reachable(graph.document, node.id, 'down');
  const before = node === undefined ? new Set<Resolved>() : ancestors([node]);
  const candidates = [...graph.nodes.values()].flatMap((each) => {
    const output = each.definition?.outputs.find(({ kind }) => kindFits(kind, port.kind));
    if (
      output === undefined ||
      after.has(each.id) ||
      each.muted ||
      isLooseGap(each) ||
      (port.kind === 'tensor' && output.kind !== 'data' && each.out.length > 0) ||
      !among(portRef(each.id, output.name))
    )
      return [];
    const [left, top] = each.node.position;
    const rank = [
      port.kind === 'targets' && !before.has(each),
      each.out.some((wire) => wire.output.name === output.name),
      output.kind !== port.kind,
      left >= x && carriesTensors(port.kind),
    ].map(Number);
    return [{ ref: portRef(each.id, output.name), rank: [...rank, Math.hypot(left - x, top - y)] }];
  });
  return candidates.reduce<(typeof candidates)[number] | undefined>(
    (best, each) => (best === undefined || isBefore(each.rank, best.rank) ? each : best),
    undefined,
  )?.ref;
}

/** A node that lies about and would only bring its own gaps along. */
const isLooseGap = (node: Resolved): boolean =>
  node.into.length + node.out.length === 0 && requiredInputs(node.definition).length > 0;

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const place = a.findIndex((value, i) => value !== b[i]);
  return place >= 0 && (a[place] ?? 0) < (b[place] ?? 0);
}

/** A new node for a required port that nothing in the graph can supply, and the output to wire. */
function firstToAdd(
  graph: Graph,
  port: PortSpec,
  [x, y]: readonly [number, number],
): { readonly node: GraphNode; readonly output: string } | undefined {
  const first = firstChoice(graph.catalog, port.kind);
  const output = first?.outputs.find(({ kind }) => kindFits(kind, port.kind));
  if (first === undefined || output === undefined) return undefined;
  const node = newNodeBelow(graph.document, first.type, [x, y + ROW]);
  return { node, output: portRef(node.id, output.name) };
}

function suggestedType(graph: Graph, node: Resolved, port: PortSpec): NodeDefinition | undefined {
  const { catalog } = graph;
  if (port.kind === 'loss') return suggestLossFor(graph, node);
  const first = firstChoice(catalog, port.kind);
  if (first !== undefined) return first;
  const fits = gives(port.kind);
  // What gives data enters the graph at a data set; layers and preprocessing need an input themselves.
  const wanted = (definition: NodeDefinition) =>
    fits(definition) && definition.inputs.every(({ required }) => required !== true);
  return catalog.all.find(wanted);
}

const gives =
  (wanted: PortKind) =>
  ({ outputs }: NodeDefinition): boolean =>
    outputs.some(({ kind }) => kindFits(kind, wanted));

const firstChoice = (catalog: Catalog, kind: PortKind): NodeDefinition | undefined =>
  catalog.all.filter((definition) => definition.firstChoice === true).find(gives(kind));

/** The loss that suits the first data set of the graph and how the network ends. */
function suggestLossFor(graph: Graph, node: Resolved): LossDefinition | undefined {
  const nodes = [...graph.nodes.values()];
  const dataset = nodes.find((each) => hasRole(each, 'dataset'));
  if (!hasRole(dataset, 'dataset') || dataset.definition.lacks?.(dataset.params, graph.assets) !== undefined)
    return suggestLoss(graph.catalog, { kind: 'values', names: [] }, 'linear');
  const end = bestSource(graph, { name: '', kind: 'tensor', help: '' }, node.node.position, node);
  const last = nodes.find((each) => end?.startsWith(`${each.id}.`) === true);
  const activation = hasRole(last, 'layer') ? endsWith(last) : 'linear';
  return suggestLoss(graph.catalog, dataset.definition.describe(dataset.params, graph.assets).target, activation);
}

/** The loss for these targets: one for values or sequences, or the one made for the activation the network ends with. */
export function suggestLoss(catalog: Catalog, target: TargetInfo, activation: string): LossDefinition | undefined {
  const losses = catalog.all.filter((definition) => definition.role === 'loss');
  if (target.kind !== 'classes') return losses.find((loss) => learnedBy(loss) === target.kind);
  return (
    losses.find(({ wants }) => wants?.activation === activation) ??
    losses.find(({ wants }) => wants?.activation === 'softmax')
  );
}
