/*
 * Adding a node as one step of building: the node, its wires, what it settles, and a place where one would have
 * drawn it. Used wherever a type is chosen without a place being pointed at.
 */
import type { Catalog } from '../catalog/catalog.ts';
import { servesNode } from '../catalog/ports.ts';
import { applyCommand } from '../graph/commands/apply.ts';
import type { Command } from '../graph/commands/types.ts';
import {
  AIR,
  around,
  bottomOf,
  onGrid,
  onGridAbove,
  rightOf,
  tooNear,
  WIRE_ROOM,
  type Box,
} from '../graph/placing/boxes.ts';
import { edgesInto, nodeById } from '../graph/queries.ts';
import {
  endpoint,
  type GraphDocument,
  type GraphEdge,
  type GraphNode,
  type NodeId,
  type Params,
} from '../graph/types.ts';
import { attach, type Attachment } from './attach.ts';
import { compile } from './compile.ts';
import { definitionAt } from './kind-at.ts';
import { boxOf, placed, servesIn, type Picture, type Placed } from './placing.ts';
import { newOfType } from './new-of-type.ts';
import type { Diagnostic, Fix } from './types.ts';

export interface Wish {
  readonly params?: Params | undefined;
  /** The selected nodes, the latest last. */
  readonly anchors: readonly NodeId[];
  /** Where a node goes that belongs to nothing: the middle of the card. */
  readonly centre: readonly [x: number, y: number];
  /** How long a row may become before the next one begins, as with words on a page. */
  readonly lineWidth: number;
}

export interface Built extends Placed {
  readonly node: NodeId;
  /** All wires of the new node. */
  readonly edges: readonly GraphEdge[];
  /** What was set beside, in words. */
  readonly settled: readonly string[];
}

/** Room between a card and what hangs below it, and between two rows of a network. */
const BELOW = 60;
const ROW_GAP = 80;
/** How far below its owner's row a parameter waits for an owner that is still to come. */
const WAITING = 180;

/** The command that does all of it, for the caller to apply; the document itself is not changed. */
export function buildNode(document: GraphDocument, picture: Picture, type: string, wish: Wish): Built {
  const { catalog } = picture;
  const bare = newOfType(document, catalog.get(type) ?? { type }, [0, 0], wish.params);
  const attachment = attach(document, catalog, type, bare.id, wish.anchors);
  const node = { ...bare, position: placeFor(document, picture, bare, attachment, wish) };
  const { onto, edges } = attachment;
  const add: Command =
    onto === undefined
      ? { type: 'add', nodes: [node], edges }
      : {
          type: 'batch',
          label: `Insert ${type}`,
          commands: [{ type: 'insert', node, ...onto }, ...edges.map((edge): Command => ({ type: 'connect', edge }))],
        };
  const settled = settle(document, add, catalog, node.id);
  const whole: Command =
    settled.length === 0
      ? add
      : { type: 'batch', label: `Add ${type}`, commands: [add, ...settled.map((fix) => fix.command)] };
  const { command, nodes } = placed(document, whole, picture);
  const after = applyCommand(document, command);
  const wires = after.ok
    ? after.value.document.edges.filter(({ from, to }) => [from, to].some((ref) => endpoint(ref).node === node.id))
    : [];
  return { command, nodes, node: node.id, edges: wires, settled: settled.map(({ label }) => label) };
}

/**
 * What a new loss brings up and what can be settled by params that nobody has set: as many outputs as there are
 * classes, the activation that the loss reads. What a person has set stays, and is reported as ever.
 */
function settle(document: GraphDocument, add: Command, catalog: Catalog, id: NodeId): readonly Fix[] {
  const applied = applyCommand(document, add);
  if (!applied.ok) return [];
  let after = applied.value.document;
  const role = definitionAt(after, catalog, id)?.role;
  if (role !== 'loss' && role !== 'training') return [];
  const key = ({ code, node, port }: Diagnostic) => `${code} ${node ?? ''} ${port ?? ''}`;
  const before = new Set(compile(document, catalog).diagnostics.map(key));
  const done: Fix[] = [];
  for (let round = 0; round < 3; round++) {
    const fix = compile(after, catalog)
      .diagnostics.filter((each) => !before.has(key(each)))
      .filter(({ severity }) => severity === 'error' || (severity === 'warning' && role === 'loss'))
      .flatMap(({ fixes = [] }) => fixes)
      .find(({ command }) => setsOnlyDefaults(after, command));
    const next = fix && applyCommand(after, fix.command);
    if (fix === undefined || next?.ok !== true) break;
    done.push(fix);
    after = next.value.document;
  }
  return done;
}

const setsOnlyDefaults = (document: GraphDocument, command: Command): boolean =>
  command.type === 'setParams' &&
  Object.keys(command.params).every((name) => !Object.hasOwn(nodeById(document, command.node)?.params ?? {}, name));

type Place = readonly [x: number, y: number];

function placeFor(
  document: GraphDocument,
  picture: Picture,
  node: GraphNode,
  { beside }: Attachment,
  { centre, lineWidth }: Wish,
): Place {
  const own = picture.sizeOf(node);
  const host = beside && nodeById(document, beside.node);
  if (beside === undefined || host === undefined) {
    return [onGrid(centre[0] - own.width / 2), onGrid(centre[1] - own.height / 2)];
  }
  const boxes = document.nodes.map((each) => boxOf(each, picture));
  const box = boxOf(host, picture);
  const { below, left, right } = {
    below: bottomOf(box) + BELOW,
    left: box.x - WIRE_ROOM - own.width,
    right: rightOf(box) + WIRE_ROOM,
  };
  if (beside.side === 'below') return beneath([box.x, onGridAbove(below)], own, boxes);
  if (beside.side === 'left') return [onGrid(left), box.y];
  const hangs = hangsBelow(picture.catalog, node.type);
  if (!hangs) return breakLine(document, picture, box, boxes, [onGridAbove(right), box.y], own.width, lineWidth);
  // It waits under the place of its owner, or beside those that wait there already.
  return hangsBelow(picture.catalog, host.type)
    ? beneath([onGridAbove(rightOf(box) + AIR), box.y], own, boxes)
    : [onGridAbove(right), box.y + WAITING];
}

function hangsBelow(catalog: Catalog, type: string): boolean {
  const kind = catalog.get(type)?.outputs[0]?.kind;
  return kind !== undefined && servesNode(kind);
}

/** The first free place of a row of parameters. */
function beneath(
  [x, y]: Place,
  own: { readonly width: number; readonly height: number },
  boxes: readonly Box[],
): Place {
  const step = onGridAbove(own.width + AIR);
  const free = [0, 1, 2, 3].find((i) => !boxes.some((box) => tooNear({ x: x + i * step, y, ...own }, box, AIR / 2)));
  return [x + (free ?? 0) * step, y];
}

/** Goes on in the row of `host`, or begins the next one where the row would become too long. */
function breakLine(
  document: GraphDocument,
  { catalog }: Picture,
  host: Box,
  boxes: readonly Box[],
  [x, y]: Place,
  width: number,
  lineWidth: number,
): Place {
  const row = boxes.filter((box) => box.x <= host.x && Math.abs(box.y - host.y) < host.height / 2);
  const left = row.reduce((least, box) => Math.min(least, box.x), host.x);
  if (x + width - left <= lineWidth || host.x === left) return [x, y];
  const serves = servesIn(document, catalog);
  const hanging = row.flatMap(({ id }) =>
    edgesInto(document, id)
      .filter(serves)
      .map(({ from }) => endpoint(from).node),
  );
  const members = boxes.filter(({ id }) => hanging.includes(id));
  const area = around([...row, ...members]);
  return [left, onGridAbove((area === undefined ? bottomOf(host) : bottomOf(area)) + ROW_GAP)];
}
