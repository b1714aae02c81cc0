/*
 * Orders the nodes so that each comes after what it reads. Where wires form a circle, the wire that was
 * drawn last is reported and left out, so that everything else can still be checked.
 */
import type { Report, Resolved, Wire } from '../graph.ts';
import { nameOf } from '../graph.ts';

/** Circles reported one by one; more than this in one document are opened without a message each. */
const MOST_REPORTED = 8;
const LONGEST_LIST = 8;

export function breakCycles(nodes: readonly Resolved[], report: Report): readonly Resolved[] {
  for (let reported = 0; ; reported++) {
    const order = sorted(nodes);
    if (order.length === nodes.length) return order;
    const done = new Set(order);
    const left = new Set(nodes.filter((node) => !done.has(node)));
    if (reported === MOST_REPORTED) {
      openAll(left);
      continue;
    }
    const loop = findLoop(left);
    const closing = loop.reduce((latest, wire) => (wire.index > latest.index ? wire : latest));
    cut(closing);
    reportLoop(loop, closing, report);
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
function openAll(left: ReadonlySet<Resolved>): void {
  for (const node of left) {
    for (const wire of node.into.filter(({ from, to }) => left.has(from) && from.index >= to.index)) cut(wire);
  }
}

function reportLoop(loop: readonly Wire[], closing: Wire, report: Report): void {
  const start = loop.indexOf(closing) + 1;
  const round = [...loop.slice(start), ...loop.slice(0, start)].map(({ from }) => from.id);
  const list = round.length > LONGEST_LIST ? [...round.slice(0, LONGEST_LIST - 1), '…'] : round;
  report({
    severity: 'error',
    code: 'cycle',
    node: closing.to.id,
    edge: closing.id,
    port: closing.input.name,
    message: `${nameOf(closing.to)} would need its own result: ${[...list, closing.to.id].join(' → ')}.`,
    hint: 'Values flow one way only. Remove one of the wires of this circle.',
    fixes: [
      {
        label: `Remove the wire ${closing.edge.from} → ${closing.edge.to}`,
        command: { type: 'disconnect', edges: [closing.id] },
      },
    ],
  });
}
