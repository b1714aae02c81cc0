/*
 * Orders the nodes so that each comes after what it reads. Where wires form a circle, the wire that was
 * drawn last is reported and left out, so that everything else can still be checked.
 */
import { withoutWire } from '../fixes/wire-fixes.ts';
import type { Graph, Report, Resolved, Wire } from '../graph.ts';
import { nameOf } from '../graph.ts';

/** Circles reported one by one; more than this in one document are opened without a message each. */
const MOST_REPORTED = 8;
const LONGEST_LIST = 8;

/** A circle of wires, and the one of them that is left out. */
export interface Cycle {
  readonly closing: Wire;
  /** All its wires, in their direction; empty for a circle that is not told one by one. */
  readonly loop: readonly Wire[];
}

/** The wires that are left out are taken off the nodes themselves. */
export function breakCycles(nodes: readonly Resolved[]): {
  readonly order: readonly Resolved[];
  readonly cycles: readonly Cycle[];
} {
  const cycles: Cycle[] = [];
  for (;;) {
    const order = sorted(nodes);
    if (order.length === nodes.length) return { order, cycles };
    const done = new Set(order);
    const left = new Set(nodes.filter((node) => !done.has(node)));
    if (cycles.length === MOST_REPORTED) {
      cycles.push(...openAll(left).map((closing) => ({ closing, loop: [] })));
      continue;
    }
    const loop = findLoop(left);
    const closing = loop.reduce((latest, wire) => (wire.index > latest.index ? wire : latest));
    cut(closing);
    cycles.push({ closing, loop });
  }
}

/** Nodes whose inputs all come before them, in document order where there is a choice (Kahn, 1962). */
function sorted(nodes: readonly Resolved[]): readonly Resolved[] {
  const waiting = new Map(nodes.map((node) => [node, node.into.length]));
  const order = nodes.filter(({ into }) => into.length === 0);
  // `order` grows while it is read.
  for (const node of order) {
    for (const { to } of node.out) {
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) order.push(to);
    }
  }
  return order;
}

/** Every node in `left` reads another one of them, so walking back must come round. Never empty. */
function findLoop(left: ReadonlySet<Resolved>): readonly [Wire, ...Wire[]] {
  const path: Wire[] = [];
  const place = new Map<Resolved, number>();
  let [node] = left;
  while (node !== undefined && !place.has(node)) {
    place.set(node, path.length);
    const back: Wire | undefined = node.into.find(({ from }) => left.has(from));
    if (back === undefined) break;
    path.push(back);
    node = back.from;
  }
  const [first, ...others] = path.slice(node === undefined ? 0 : place.get(node)).toReversed();
  if (first === undefined) throw new Error('Internal error: a circle of wires without a wire');
  return [first, ...others];
}

function cut(wire: Wire): void {
  wire.to.into.splice(wire.to.into.indexOf(wire), 1);
  wire.from.out.splice(wire.from.out.indexOf(wire), 1);
}

/** Cuts every wire that leads backwards in document order; what is left cannot form a circle. */
function openAll(left: ReadonlySet<Resolved>): readonly Wire[] {
  const back = [...left].flatMap((node) =>
    node.into.filter(({ from, to }) => left.has(from) && from.index >= to.index),
  );
  back.forEach(cut);
  return back;
}

export function reportCycle(graph: Graph, { loop, closing }: Cycle, report: Report): void {
  if (loop.length === 0) return;
  const start = loop.indexOf(closing) + 1;
  const round = [...loop.slice(start), ...loop.slice(0, start)].map(({ from }) => from.id);
  const list = round.length > LONGEST_LIST ? [...round.slice(0, LONGEST_LIST - 1), '…'] : round;
  const { id, edge, to, input } = closing;
  report({
    severity: 'error',
    code: 'cycle',
    node: to.id,
    edge: id,
    port: input.name,
    message: `${nameOf(to)} would need its own result: ${[...list, to.id].join(' → ')}.`,
    hint: 'Values flow one way only. Remove one of the wires of this circle.',
    fixes: withoutWire(graph, id, to, input, `Remove the wire ${edge.from} → ${edge.to}`),
  });
}
