/*
 * Makes a block of some nodes, and nodes of a block again. Neither changes what the graph computes: the order of
 * the wires stays, and what shapes weights outside too comes into the block by a port of its own. A layer in a block bears its use's name before its own, by which its first weights are drawn; it
 * keeps that name when the block is dissolved.
 */
import { GATE_KINDS, gateOutput, type GateKind } from '../../catalog/blocks/gate-kind.ts';
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
import { definitionAt, outputKindAt } from '../kind-at.ts';
import { expandOne } from './expand.ts';

export interface Made {
  readonly command: Command;
  /** The nodes that stand in the place of what was there. */
  readonly nodes: readonly NodeId[];
}

const PARTS: ReadonlySet<Role | undefined> = new Set<Role>(['layer', 'block', 'note']);
const PARAMETERS: ReadonlySet<Role | undefined> = new Set<Role>(['initializer', 'regularizer', 'constraint']);

/** Room for a port beside the nodes of a block, and below them. */
const BESIDE = 280;
const BELOW = 200;

/** A port of the block that is made. */
interface Gate {
  readonly id: NodeId;
  readonly kind: GateKind;
}

/** By what is wired to them from outside, or inside. */
interface Gates {
  readonly inputs: Map<PortRef, Gate>;
  readonly outputs: Map<PortRef, Gate>;
}

/** `ids` become a block; the error says in a sentence why they cannot. */
export function makeBlock(
  document: GraphDocument,
  base: Catalog,
  ids: readonly NodeId[],
  wish = 'Block',
): Result<Made, string> {
  const catalog = catalogOf(base, document);
  const roleOf = (id: NodeId) => definitionAt(document, catalog, id)?.role;
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

  // What shapes the weights comes along; what serves others too stays with them, and is wired to the block.
  const serving = [...inside].flatMap((id) => edgesInto(document, id).map(({ from }) => endpoint(from).node));
  const parameters = new Set([...ids, ...serving].filter((id) => PARAMETERS.has(roleOf(id))));
  const shared = new Set(
    [...parameters].filter((id) => edgesFrom(document, id).some(({ to }) => !inside.has(endpoint(to).node))),
  );
  const whole = new Set([...inside, ...[...parameters].filter((id) => !shared.has(id))]);

  const taken = new Set<NodeId>(whole);
  const gates: Gates = { inputs: new Map(), outputs: new Map() };
  const gate = (side: keyof Gates, ref: PortRef, kind: GateKind = 'tensor', name: string = side): Gate => {
    const known = gates[side].get(ref);
    if (known !== undefined) return known;
    const made = { id: freshId(name, taken), kind };
    taken.add(made.id);
    gates[side].set(ref, made);
    return made;
  };
  const kindOf = (ref: PortRef): GateKind => {
    const kind = outputKindAt(document, catalog, ref);
    return GATE_KINDS.find((each) => each === kind) ?? 'tensor';
  };

  const id = uniqueId(document, 'Block');
  const within: GraphEdge[] = [];
  const outside: GraphEdge[] = [];
  for (const edge of document.edges) {
    const [from, to] = [endpoint(edge.from).node, endpoint(edge.to).node];
    const ends = [whole.has(from), inside.has(to)];
    if (ends[0] && ends[1]) within.push(straight(edge));
    else if (ends[1]) {
      const kind = kindOf(edge.from);
      const at = gate('inputs', edge.from, kind, kind === 'tensor' ? 'inputs' : endpoint(edge.to).port);
      const outer = { ...straight(edge), to: portRef(id, at.id) };
      if (!outside.some((each) => each.from === outer.from && each.to === outer.to)) outside.push(outer);
      within.push({ from: portRef(at.id, gateOutput(at.kind)), to: edge.to });
    } else if (inside.has(from)) {
      outside.push({ ...straight(edge), from: portRef(id, gate('outputs', edge.from).id) });
    } else if (!whole.has(from) && !whole.has(to)) outside.push(edge);
  }
  if (gates.outputs.size === 0) for (const ref of looseEnds(document, catalog, layers)) gate('outputs', ref);
  for (const [ref, at] of gates.outputs) within.push({ from: ref, to: portRef(at.id, 'inputs') });

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
  const nodes = document.nodes.flatMap((each, i) => [
    ...(i === place ? [node] : []),
    ...(whole.has(each.id) ? [] : [each]),
  ]);
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
    const [output] = definitionAt(document, catalog, id)?.outputs ?? [];
    return output === undefined || edgesFrom(document, id).length > 0 ? [] : [portRef(id, output.name)];
  });

/** The nodes moved to the origin, with the ports of the block beside them. */
function laidOut(nodes: readonly GraphNode[], { inputs, outputs }: Gates): readonly GraphNode[] {
  const box = bounds(nodes) ?? { x: 0, y: 0, width: 0, height: 0 };
  const gate = (type: string, x: number) => (at: Gate, i: number) => ({
    id: at.id,
    type,
    position: [x, i * 120] as const,
  });
  // What shapes weights plugs in from below.
  const below = ({ id, kind }: Gate, i: number): GraphNode => ({
    id,
    type: BLOCK_INPUT,
    position: [BESIDE + i * BESIDE, box.height + BELOW],
    params: { kind },
  });
  const entries = [...inputs.values()];
  return [
    ...entries.filter(({ kind }) => kind === 'tensor').map(gate(BLOCK_INPUT, 0)),
    ...entries.filter(({ kind }) => kind !== 'tensor').map(below),
    ...nodes.map((node): GraphNode => {
      // Frames stay outside.
      const { frame: _, ...rest } = node;
      return { ...rest, position: [node.position[0] - box.x + BESIDE, node.position[1] - box.y] };
    }),
    ...[...outputs.values()].map(gate(BLOCK_OUTPUT, box.width + 2 * BESIDE)),
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
