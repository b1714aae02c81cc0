/*
 * What was found out about the plain graph, told of a part of the document: of the document itself, where a node
 * that stands for a block sums up its inside, or of the inside of one of those nodes.
 */
import { readableParams, type Catalog } from '../../catalog/catalog.ts';
import { catalogOf } from '../../catalog/blocks-of.ts';
import { isGate } from '../../graph/blocks.ts';
import type { EdgeId, GraphDocument, GraphEdge, GraphNode, NodeId } from '../../graph/types.ts';
import { edgeId, endpoint } from '../../graph/types.ts';
import type { Compilation, Diagnostic, EdgePlan, NodeFacts, PlainGraph } from '../types.ts';
import { wireKindIn } from '../kind-at.ts';
import type { Expansion, Path } from './expand.ts';
import { pathKey } from './expand.ts';
import { seenFix } from './seen-fix.ts';

/** `shown` is the part of the document that one sees after going along `path`. */
export function seenFrom(
  compiled: Compilation,
  expansion: Expansion,
  shown: GraphDocument,
  path: Path,
  base: Catalog,
): Compilation {
  const catalog = catalogOf(base, shown);
  const wires = wiresAlong(expansion, path);
  const edges = new Map(
    shown.edges.map((edge): [EdgeId, EdgePlan] => {
      const id = edgeId(edge);
      const plan = compiled.edges.get(wires.get(id) ?? '');
      const kind = wireKindIn(shown, catalog, edge);
      return [id, { edge: id, kind, carries: plan?.carries ?? { what: 'nothing' }, programs: plan?.programs ?? [] }];
    }),
  );
  // What tensors are called stays known beside what the shown nodes are called.
  const nodes = new Map(compiled.nodes);
  for (const node of shown.nodes) {
    const facts = factsOf(node, compiled, expansion, shown, path, edges, base);
    if (facts === undefined) nodes.delete(node.id);
    else nodes.set(node.id, facts);
  }
  const plain = { document: expansion.document, compilation: compiled, expansion, shown, path };
  const diagnostics = compiled.diagnostics.map((each) => tellOf(each, plain, wires));
  return { programs: compiled.programs, diagnostics: eachOnce(diagnostics), edges, nodes, plain };
}

/** What is wrong in several places of a block's inside may be the same seen from outside. */
function eachOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const key = ({ code, node, within, edge, port, message }: Diagnostic) =>
    JSON.stringify([code, node, within, edge, port, message]);
  return [...new Map(diagnostics.map((each) => [key(each), each])).values()];
}

/** For each wire of the part that is seen, the first wire of the plain graph that runs along it. */
function wiresAlong({ hops }: Expansion, path: Path): ReadonlyMap<EdgeId, EdgeId> {
  const key = pathKey(path);
  const found = new Map<EdgeId, EdgeId>();
  for (const [wire, along] of hops)
    for (const hop of along) {
      const id = edgeId(hop.edge);
      if (pathKey(hop.path) === key && !found.has(id)) found.set(id, wire);
    }
  return found;
}

const NOTHING: NodeFacts = {
  params: {},
  inputShapes: [],
  outputShapes: {},
  weights: [],
  parameters: 0,
  multiplyAdds: 0,
  working: 0,
  bytes: 0,
};

function factsOf(
  node: GraphNode,
  { nodes }: Compilation,
  { ids, places, uses }: Expansion,
  { edges: wires }: GraphDocument,
  path: Path,
  plans: ReadonlyMap<EdgeId, EdgePlan>,
  base: Catalog,
): NodeFacts | undefined {
  const key = pathKey([...path, node.id]);
  const id = ids.get(key);
  if (id !== undefined) return nodes.get(id);
  const use = uses.get(key);
  if (use === undefined && !(isGate(node) && path.length > 0)) return nodes.get(node.id);
  const shapeOn = (edge: GraphEdge) => {
    const carries = plans.get(edgeId(edge))?.carries;
    return carries !== undefined && 'shape' in carries ? carries.shape : undefined;
  };
  const inside = use && [...places].flatMap(([each, place]) => (isUnder(place.path, use) ? [nodes.get(each)] : []));
  const total = (of: (facts: NodeFacts) => number) =>
    inside?.reduce((sum, facts) => sum + (facts === undefined ? 0 : of(facts)), 0) ?? 0;
  const outgoing = wires.filter((edge) => endpoint(edge.from).node === node.id);
  const outputShapes = Object.fromEntries(
    outgoing.flatMap((edge) => {
      const shape = shapeOn(edge);
      return shape === undefined ? [] : [[endpoint(edge.from).port, shape]];
    }),
  );
  const [first] = Object.values(outputShapes);
  const own = base.get(node.type);
  return {
    ...NOTHING,
    // A block has no params; one of its ports says what it carries.
    params: own === undefined ? {} : readableParams(own, node.params).params,
    inputShapes: wires.filter((edge) => endpoint(edge.to).node === node.id).map(shapeOn),
    ...(first !== undefined && { outputShape: first }),
    outputShapes,
    weights: inside?.flatMap((facts) => facts?.weights ?? []) ?? [],
    parameters: total((facts) => facts.parameters),
    multiplyAdds: total((facts) => facts.multiplyAdds),
    working: total((facts) => facts.working),
    bytes: total((facts) => facts.bytes),
  };
}

const isUnder = (path: Path, use: { readonly path: Path; readonly id: NodeId }): boolean =>
  path.length > use.path.length && pathKey(path.slice(0, use.path.length + 1)) === pathKey([...use.path, use.id]);

/** A diagnostic of the plain graph, told of the part of the document that is shown. */
export const seenDiagnostic = (diagnostic: Diagnostic, plain: PlainGraph): Diagnostic =>
  tellOf(diagnostic, plain, wiresAlong(plain.expansion, plain.path));

function tellOf(
  diagnostic: Diagnostic,
  { expansion, shown, path }: PlainGraph,
  wires: ReadonlyMap<EdgeId, EdgeId>,
): Diagnostic {
  const { node, edge, port, param, fixes, message, ...rest } = diagnostic;
  const place = node === undefined ? undefined : seenPlace(node, expansion, path);
  const along = edge === undefined ? undefined : [...wires].find(([, wire]) => wire === edge)?.[0];
  const inside = place?.inside;
  // Of a use that leads nowhere, its whole inside does: said once, of the use.
  if (place !== undefined && inside !== undefined && rest.code === UNUSED && !isWired(place.node, shown))
    return unusedUse(place.node, inside, { ...rest, message });
  const ofUse = inside !== undefined && message.includes(inside);
  // Seen from inside, it leads somewhere: only this use of the block does not.
  const kept = rest.code === UNUSED && place !== undefined && isWired(place.node, shown) ? [] : fixes;
  const fitting = kept?.flatMap((fix) => seenFix(fix, expansion, shown, path) ?? []) ?? [];
  return {
    ...rest,
    message: inside === undefined || ofUse ? message : `In ${inside}: ${message}`,
    ...(place !== undefined && { node: place.node }),
    ...(place?.within !== undefined && !ofUse && { within: place.within }),
    ...(along !== undefined && { edge: along }),
    // Ports and params are those of the node that is meant, which may stand deeper inside.
    ...(inside === undefined && port !== undefined && { port }),
    ...(inside === undefined && param !== undefined && { param }),
    ...(fitting.length > 0 && { fixes: fitting }),
  };
}

const UNUSED = 'unused-node';

const isWired = (node: NodeId, { edges }: GraphDocument): boolean =>
  edges.some((edge) => endpoint(edge.from).node === node);

const unusedUse = (node: NodeId, name: string, diagnostic: Diagnostic): Diagnostic => ({
  ...diagnostic,
  node,
  message: `${name} leads nowhere; no training uses it.`,
  fixes: [{ label: `Remove ${node}`, command: { type: 'remove', nodes: [node] } }],
});

/** The node that is seen where a node of the plain graph is meant; undefined where it stands elsewhere. */
export function seenPlace(
  id: NodeId,
  { places, uses }: Pick<Expansion, 'places' | 'uses'>,
  path: Path,
): { readonly node: NodeId; readonly inside?: string; readonly within?: readonly NodeId[] } | undefined {
  const place = places.get(id);
  if (place === undefined) return path.length === 0 ? { node: id } : undefined;
  const whole = [...place.path, place.id];
  const seen = whole[path.length];
  if (seen === undefined || pathKey(whole.slice(0, path.length)) !== pathKey(path)) return undefined;
  if (whole.length === path.length + 1) return { node: seen };
  const block = uses.get(pathKey(whole.slice(0, path.length + 1)))?.block.name ?? 'a block';
  return { node: seen, inside: `${block} ${seen}`, within: whole.slice(path.length + 1) };
}
