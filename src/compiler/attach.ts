/*
 * Typing is building: to what a node that is being added belongs. It goes behind the selected one; a parameter
 * goes to what it serves; what needs partners takes those of which only one is free. Everything is decided by
 * port kinds and roles, as the compiler itself does.
 */
import { random } from '../base/random.ts';
import { defaultParams, readableParams, type Catalog } from '../catalog/catalog.ts';
import type { NodeDefinition } from '../catalog/define/index.ts';
import { isOpen, kindFits, portSide, servesNode, type PortKind, type PortSpec } from '../catalog/ports.ts';
import { edgesFrom, edgesInto, neighbours, nodeById, reachable } from '../graph/queries.ts';
import {
  edgeId,
  endpoint,
  portRef,
  type EdgeId,
  type GraphDocument,
  type GraphEdge,
  type NodeId,
} from '../graph/types.ts';
import { carriesTensors } from './graph.ts';
import { definitionAt } from './kind-at.ts';

export interface Attachment {
  /** Wires to what is there. */
  readonly edges: readonly GraphEdge[];
  /** The wire that the node is put on, with the ports it uses; its two halves are not among `edges`. */
  readonly onto?: { readonly edge: EdgeId; readonly input: string; readonly output: string };
  /** The node it belongs to, and on which side of it it stands. */
  readonly beside?: { readonly node: NodeId; readonly side: 'right' | 'below' | 'left' };
}

/** @param anchors the selected nodes, the latest last. */
export function attach(
  document: GraphDocument,
  catalog: Catalog,
  type: string,
  id: NodeId,
  anchors: readonly NodeId[],
): Attachment {
  const definition = catalog.get(type);
  if (definition === undefined) return { edges: [] };
  const look: Look = { document, catalog };
  const known = anchors.filter((each) => nodeById(document, each) !== undefined);
  const anchor = known.at(-1);
  const main = mainOf(definition);
  const behind = main === undefined ? undefined : sourceFor(look, definition, main, anchor);
  const onto = behind === undefined ? undefined : ontoWire(look, definition, behind);
  const flow =
    behind === undefined || main === undefined || onto !== undefined
      ? []
      : [
          ...(main.many === true
            ? known.slice(0, -1).flatMap((each) => giving(look, each, main, definition) ?? [])
            : []),
          behind,
        ].map(({ node, port }) => ({ from: portRef(node, port), to: portRef(id, main.name) }));
  const partners = partnersFor(look, definition, id, main, { behind: behind?.node, anchor });
  const served = servedBy(look, definition, id, known);
  const edges = unique([...flow, ...partners, ...served]);
  const beside = besideWhat(look, definition, { behind: behind?.node, partners, served, anchor });
  return { edges, ...(onto && { onto }), ...(beside && { beside }) };
}

interface Look {
  readonly document: GraphDocument;
  readonly catalog: Catalog;
}

interface PortOf {
  readonly node: NodeId;
  readonly port: string;
}

const definitionOf = ({ document, catalog }: Look, id: NodeId): NodeDefinition | undefined =>
  definitionAt(document, catalog, id);

/** The ports of a node that exist with its params. */
function portsOf(look: Look, id: NodeId, direction: 'inputs' | 'outputs'): readonly PortSpec[] {
  const definition = definitionOf(look, id);
  if (definition === undefined) return [];
  // Params are read only where a port depends on one: this is asked of every node.
  if (definition[direction].every(({ when, only }) => when === undefined && only === undefined))
    return definition[direction];
  const { params } = readableParams(definition, nodeById(look.document, id)?.params);
  return definition[direction].filter((port) => isOpen(port, params));
}

const mainOf = ({ inputs }: NodeDefinition): PortSpec | undefined => inputs.find(({ kind }) => carriesTensors(kind));

/** The output of a node that a port takes. What measures answers takes tensors only: bare data is no answer. */
function giving(look: Look, node: NodeId, main: PortSpec, { role }: NodeDefinition): PortOf | undefined {
  const fits = (kind: PortKind) => (role === 'loss' ? kind === main.kind : kindFits(kind, main.kind));
  const port = portsOf(look, node, 'outputs').find(({ kind }) => fits(kind));
  return port && { node, port: port.name };
}

/** Where the main value of a new node comes from: the selected node, what it serves, or the one loose end. */
function sourceFor(
  look: Look,
  definition: NodeDefinition,
  main: PortSpec,
  anchor: NodeId | undefined,
): PortOf | undefined {
  const hosts = anchor === undefined ? [] : [anchor, ...servedChain(look, anchor)];
  for (const host of hosts) {
    const found = giving(look, host, main, definition);
    if (found !== undefined) return found;
  }
  const ends = look.document.nodes.flatMap(({ id }) => {
    const end = giving(look, id, main, definition);
    return end !== undefined && edgesFrom(look.document, end.node, end.port).length === 0 ? [end] : [];
  });
  const layers = ends.filter(({ node }) => definitionOf(look, node)?.role === 'layer');
  return single(layers) ?? (layers.length === 0 ? single(ends) : undefined);
}

/** What a parameter serves, and what that serves in turn, as from a schedule over its optimizer. */
function servedChain(look: Look, start: NodeId): readonly NodeId[] {
  const found: NodeId[] = [];
  for (let id: NodeId | undefined = start; id !== undefined && found.length < 8;) {
    const out: GraphEdge | undefined = edgesFrom(look.document, id).find(({ from }) =>
      isParameter(look, endpoint(from)),
    );
    id = out && endpoint(out.to).node;
    if (id !== undefined) found.push(id);
  }
  return found;
}

const isParameter = (look: Look, { node, port }: PortOf): boolean => {
  const kind = portsOf(look, node, 'outputs').find(({ name }) => name === port)?.kind;
  return kind !== undefined && servesNode(kind);
};

/** Where the source already leads on to one reader that would take the new node's value, the node goes in between. */
function ontoWire(look: Look, definition: NodeDefinition, { node, port }: PortOf): Attachment['onto'] {
  const [edge, ...others] = edgesFrom(look.document, node, port);
  if (edge === undefined || others.length > 0) return undefined;
  const to = endpoint(edge.to);
  const taken = portsOf(look, to.node, 'inputs').find(({ name }) => name === to.port);
  const output = definition.outputs.find((each) => taken !== undefined && kindFits(each.kind, taken.kind));
  const input = mainOf(definition);
  return output && input && { edge: edgeId(edge), input: input.name, output: output.name };
}

/** Wires into the other ports that stand alone for their kind, from the one node that gives it and is free. */
function partnersFor(
  look: Look,
  { inputs }: NodeDefinition,
  id: NodeId,
  main: PortSpec | undefined,
  { behind, anchor }: { readonly behind: NodeId | undefined; readonly anchor: NodeId | undefined },
): readonly GraphEdge[] {
  const { document } = look;
  const before = behind === undefined ? new Set<NodeId>() : reachable(document, behind, 'up');
  return inputs.flatMap((port) => {
    if (port === main || port.when !== undefined || inputs.filter(({ kind }) => kind === port.kind).length > 1)
      return [];
    const givers = document.nodes.flatMap(({ id: node }) =>
      portsOf(look, node, 'outputs')
        .filter(({ kind }) => kindFits(kind, port.kind))
        .map(({ name }) => ({ node, port: name })),
    );
    const free = givers.filter((each) => edgesFrom(document, each.node, each.port).length === 0);
    // Answers belong to the examples that the network sees; one set of them may be read several times.
    const own = givers.filter(({ node }) => before.has(node));
    // Any number of views look at one training.
    const one = port.kind === 'model' ? chosenModel(givers, anchor) : (single(own) ?? single(free));
    const chosen = port.many === true ? free : one === undefined ? [] : [one];
    return chosen.map((each) => ({ from: portRef(each.node, each.port), to: portRef(id, port.name) }));
  });
}

const chosenModel = (givers: readonly PortOf[], anchor: NodeId | undefined): PortOf | undefined =>
  givers.find(({ node }) => node === anchor) ?? single(givers);

/** Wires from the new node's outputs to what wants them: near the selected node first, or to the only one in need. */
function servedBy(
  look: Look,
  definition: NodeDefinition,
  id: NodeId,
  anchors: readonly NodeId[],
): readonly GraphEdge[] {
  const anchor = anchors.at(-1);
  const near = anchor === undefined ? [] : [anchor, ...servedChain(look, anchor), ...upstream(look, anchor)];
  const isSource = mainOf(definition) === undefined;
  return definition.outputs.flatMap((output) => {
    if (output.when !== undefined || (carriesTensors(output.kind) && !isSource)) return [];
    const takers = (node: NodeId) =>
      portsOf(look, node, 'inputs').filter(
        (port) =>
          kindFits(output.kind, port.kind) &&
          (port.many === true || edgesInto(look.document, node, port.name).length === 0) &&
          (!isFlow(output.kind) || port.required === true),
      );
    const best = (nodes: readonly NodeId[]) =>
      nodes
        .flatMap((node) =>
          takers(node).map((port) => ({ node, port: port.name, misfit: misfit(look, definition, port) })),
        )
        .toSorted((a, b) => a.misfit - b.misfit);
    const [close] = servesNode(output.kind) ? best(near) : [];
    // A parameter that is added with several nodes selected serves all of them.
    const all =
      servesNode(output.kind) && anchors.length > 1 ? anchors.flatMap((each) => best([each]).slice(0, 1)) : [];
    if (all.length > 1)
      return all.map(({ node, port }) => ({ from: portRef(id, output.name), to: portRef(node, port) }));
    const inNeed = look.document.nodes.flatMap((node) => best([node.id]).slice(0, 1));
    const to = close ?? single(inNeed);
    return to === undefined ? [] : [{ from: portRef(id, output.name), to: portRef(to.node, to.port) }];
  });
}

/**
 * How little a parameter suits a port. Nobody plugs in what holds there anyway; and weights that start at random
 * want an initializer that draws, while those that start equal (a bias, a scale) seldom get one.
 */
function misfit({ catalog }: Look, definition: NodeDefinition, port: PortSpec): number {
  const usual = catalog.get(port.default ?? '');
  if (usual === definition) return 4;
  const unlike = usual !== undefined && draws(definition) && !draws(usual);
  return (unlike ? 2 : 0) + (port.required === true ? 0 : 1);
}

/** Whether an initializer gives different numbers to the weights of a layer. */
function draws(definition: NodeDefinition): boolean {
  if (definition.role !== 'initializer') return false;
  const values = definition.values(defaultParams(definition), [3, 3], random('attach'));
  return values.some((each) => each !== values[0]);
}

/** What is wired to an input only where that has to have it. */
const isFlow = (kind: PortKind): boolean => carriesTensors(kind) || kind === 'targets' || kind === 'model';

/** The nodes before this one, nearest first. */
function upstream({ document }: Look, start: NodeId): readonly NodeId[] {
  const found = [start];
  for (const id of found) found.push(...neighbours(document, id).before.filter((each) => !found.includes(each)));
  return found.slice(1);
}

function besideWhat(
  look: Look,
  { outputs }: NodeDefinition,
  {
    behind,
    partners,
    served,
    anchor,
  }: {
    readonly behind: NodeId | undefined;
    readonly partners: readonly GraphEdge[];
    readonly served: readonly GraphEdge[];
    readonly anchor: NodeId | undefined;
  },
): Attachment['beside'] {
  if (behind !== undefined) return { node: behind, side: 'right' };
  const [serves] = served;
  const kind = outputs[0]?.kind;
  if (serves !== undefined && kind !== undefined) {
    const node = endpoint(serves.to).node;
    return { node, side: portSide('output', kind) === 'top' ? 'below' : 'left' };
  }
  const before = partners.find(({ from }) => !isParameter(look, endpoint(from))) ?? partners[0];
  if (before !== undefined) return { node: endpoint(before.from).node, side: 'right' };
  if (anchor === undefined) return undefined;
  // A parameter whose owner is still to come waits below the place where that will stand, or beside the others.
  return { node: servedChain(look, anchor).at(-1) ?? anchor, side: 'right' };
}

const single = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

const unique = (edges: readonly GraphEdge[]): readonly GraphEdge[] => [
  ...new Map(edges.map((edge) => [edgeId(edge), edge])).values(),
];
