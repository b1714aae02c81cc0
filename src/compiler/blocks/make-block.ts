/*
 * Makes a block of some nodes, and nodes of a block again. Neither changes what the graph computes: the order of
 * the wires stays. A layer in a block bears its use's name before its own, by which its first weights are drawn; it
 * keeps that name when the block is dissolved.
 */
import type { Catalog } from '../../catalog/catalog.ts';
import { catalogOf } from '../../catalog/blocks-of.ts';
import type { Role } from '../../catalog/define/index.ts';
import type { Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import { BLOCK_INPUT, BLOCK_OUTPUT, blockName } from '../../graph/blocks.ts';
import { straight } from '../../graph/commands/bend.ts';
import type { Command } from '../../graph/commands/types.ts';
import { bounds, edgesFrom, edgesInto, nodeById, reachable, uniqueId } from '../../graph/queries.ts';
import type { Block, GraphDocument, GraphEdge, GraphNode, NodeId, PortRef } from '../../graph/types.ts';
import { endpoint, portRef } from '../../graph/types.ts';
import { freshId } from '../../graph/unique-id.ts';
import { expandOne } from './expand.ts';

export interface Made {
  readonly command: Command;
  /** The nodes that stand in the place of what was there. */
  readonly nodes: readonly NodeId[];
}

const PARTS: ReadonlySet<Role | undefined> = new Set<Role>(['layer', 'block', 'note']);
const PARAMETERS: ReadonlySet<Role | undefined> = new Set<Role>(['initializer', 'regularizer', 'constraint']);

/** Room for a port beside the nodes of a block. */
const BESIDE = 280;

/** `ids` become a block; the error says in a sentence why they cannot. */
export function makeBlock(
  document: GraphDocument,
  base: Catalog,
  ids: readonly NodeId[],
  wish = 'Block',
): Result<Made, string> {
  const catalog = catalogOf(base, document);
  const roleOf = (id: NodeId) => catalog.get(nodeById(document, id)?.type ?? '')?.role;
  const layers = ids.filter((id) => PARTS.has(roleOf(id)));
  const misfit = ids.find((id) => !PARTS.has(roleOf(id)) && !PARAMETERS.has(roleOf(id)));
  if (misfit !== undefined)
    return err(
      `${nodeById(document, misfit)?.type ?? misfit} ${misfit} cannot be part of a block: a block holds layers and what shapes their weights.`,
    );
  if (!layers.some((id) => roleOf(id) !== 'note')) return err('Select the layers that the block should hold.');
  const inside = new Set(layers);
  const between = outsideBetween(document, inside);
  if (between !== undefined)
    return err(`${between} lies between these nodes: values would leave the block and come back. Select it too.`);

  // What shapes the weights comes along; where it serves others too, they keep it and the block has a copy.
  const serving = [...inside].flatMap((id) => edgesInto(document, id).map(({ from }) => endpoint(from).node));
  const parameters = new Set([...ids, ...serving].filter((id) => PARAMETERS.has(roleOf(id))));
  const shared = new Set(
    [...parameters].filter((id) => edgesFrom(document, id).some(({ to }) => !inside.has(endpoint(to).node))),
  );
  const whole = new Set([...inside, ...parameters]);
  const gone = (id: NodeId) => whole.has(id) && !shared.has(id);

  const taken = new Set<NodeId>(whole);
  const gates = { inputs: new Map<PortRef, NodeId>(), outputs: new Map<PortRef, NodeId>() };
  const gate = (side: 'inputs' | 'outputs', ref: PortRef): NodeId => {
    const known = gates[side].get(ref);
    if (known !== undefined) return known;
    const id = freshId(side, taken);
    taken.add(id);
    gates[side].set(ref, id);
    return id;
  };

  const id = uniqueId(document, 'Block');
  const within: GraphEdge[] = [];
  const outside: GraphEdge[] = [];
  for (const edge of document.edges) {
    const [from, to] = [endpoint(edge.from).node, endpoint(edge.to).node];
    const ends = [whole.has(from), inside.has(to)];
    if (ends[0] && ends[1]) within.push(straight(edge));
    else if (ends[1]) {
      const name = gate('inputs', edge.from);
      const outer = { ...straight(edge), to: portRef(id, name) };
      if (!outside.some((each) => each.from === outer.from && each.to === outer.to)) outside.push(outer);
      within.push({ from: portRef(name, 'outputs'), to: edge.to });
    } else if (inside.has(from)) {
      outside.push({ ...straight(edge), from: portRef(id, gate('outputs', edge.from)) });
    } else if (!gone(from) && !gone(to)) outside.push(edge);
  }
  if (gates.outputs.size === 0) for (const ref of looseEnds(document, catalog, layers)) gate('outputs', ref);
  for (const [ref, name] of gates.outputs) within.push({ from: ref, to: portRef(name, 'inputs') });

  const block: Block = {
    name: blockName(document, wish, (type) => base.get(type) !== undefined),
    nodes: laidOut(
      document.nodes.filter((node) => whole.has(node.id)),
      gates,
    ),
    edges: within,
  };
  const [first] = document.nodes.filter((node) => inside.has(node.id));
  const corner = bounds(document.nodes.filter((node) => inside.has(node.id)));
  const node: GraphNode = {
    id,
    type: block.name,
    position: [corner?.x ?? 0, first?.position[1] ?? 0],
  };
  const place = document.nodes.findIndex((each) => inside.has(each.id));
  const nodes = document.nodes.flatMap((each, i) => [...(i === place ? [node] : []), ...(gone(each.id) ? [] : [each])]);
  const label = `Make the block ${block.name}`;
  return ok({
    command: {
      type: 'batch',
      label,
      commands: [
        { type: 'setBlocks', blocks: [block] },
        { type: 'setGraph', label, nodes, edges: outside },
      ],
    },
    nodes: [id],
  });
}

/** A node outside that values pass on their way from one chosen node to another. */
function outsideBetween(document: GraphDocument, inside: ReadonlySet<NodeId>): NodeId | undefined {
  const leaving = [...inside]
    .flatMap((id) => edgesFrom(document, id).map(({ to }) => endpoint(to).node))
    .filter((id) => !inside.has(id));
  return leaving.find((id) => [...reachable(document, id, 'down')].some((each) => inside.has(each)));
}

/** The main outputs of the layers that nothing reads. */
const looseEnds = (document: GraphDocument, catalog: Catalog, ids: readonly NodeId[]): readonly PortRef[] =>
  ids.flatMap((id) => {
    const [output] = catalog.get(nodeById(document, id)?.type ?? '')?.outputs ?? [];
    return output === undefined || edgesFrom(document, id).length > 0 ? [] : [portRef(id, output.name)];
  });

/** The nodes moved to the origin, with the ports of the block beside them. */
function laidOut(
  nodes: readonly GraphNode[],
  gates: Readonly<Record<'inputs' | 'outputs', ReadonlyMap<PortRef, NodeId>>>,
): readonly GraphNode[] {
  const box = bounds(nodes) ?? { x: 0, y: 0, width: 0, height: 0 };
  const gate = (type: string, x: number) => (id: NodeId, i: number) => ({ id, type, position: [x, i * 120] as const });
  return [
    ...[...gates.inputs.values()].map(gate(BLOCK_INPUT, 0)),
    ...nodes.map((node): GraphNode => {
      // Frames stay outside.
      const { frame: _, ...rest } = node;
      return { ...rest, position: [node.position[0] - box.x + BESIDE, node.position[1] - box.y] };
    }),
    ...[...gates.outputs.values()].map(gate(BLOCK_OUTPUT, box.width + 2 * BESIDE)),
  ];
}

/** Puts the nodes of its block in the place of a node; the block itself stays in the document. */
export function dissolveBlock(document: GraphDocument, base: Catalog, id: NodeId): Result<Made, string> {
  const node = nodeById(document, id);
  const opened = node && expandOne(document, base, id);
  if (node === undefined || opened === undefined) return err(`${id} stands for no block.`);
  const fresh = opened.document.nodes.filter((each) => opened.places.get(each.id)?.path.length === 1);
  const box = bounds(fresh);
  const width = box === undefined ? 0 : box.width;
  const nodes = opened.document.nodes.map((each) => {
    const [x, y] = each.position;
    if (fresh.includes(each))
      return {
        ...each,
        position: [x - (box?.x ?? 0) + node.position[0], y - (box?.y ?? 0) + node.position[1]] as const,
      };
    return x > node.position[0] ? { ...each, position: [x + width, y] as const } : each;
  });
  return ok({
    command: { type: 'setGraph', label: `Dissolve ${node.type}`, nodes, edges: opened.document.edges },
    nodes: fresh.map((each) => each.id),
  });
}
