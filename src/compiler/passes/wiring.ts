/*
 * Second pass: looks at each edge of the document. Sound ones become wires of the graph; the others
 * are reported at the node where they end, with a way to put them right.
 */
import { assetInfos } from '../../assets/in-document.ts';
import { keeper } from '../../base/keep-latest.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { inputPort, outputPort } from '../../catalog/catalog.ts';
import { kindFits } from '../../catalog/ports.ts';
import type { Opener } from '../../catalog/ports.ts';
import type { EdgeId, GraphDocument, GraphEdge, NodeId } from '../../graph/types.ts';
import { edgeId, endpoint, endsOf } from '../../graph/types.ts';
import { breakCycles, reportCycle } from './cycles.ts';
import { keepFixes, mayStand, repaired, repairFixes, takeOutFixes, withoutWire } from '../fixes/wire-fixes.ts';
import { MOST_WITH_FIXES } from '../fixes/supply.ts';
import type { Repair } from '../fixes/wire-fixes.ts';
import type { Graph, Report, Resolved, Wire } from '../graph.ts';
import { carriesTensors, nameOf } from '../graph.ts';
import type { Diagnostic, Fix } from '../types.ts';
import { judgeWire, wireEndOf } from '../wire-rule.ts';
import type { WireRefusal, WireVerdict } from '../wire-rule.ts';

/** An edge that is no sound wire. */
interface LeftOut {
  readonly edge: GraphEdge;
  readonly id: EdgeId;
  readonly from: Resolved | undefined;
  readonly to: Resolved | undefined;
  /** Why it cannot be, or the wire that was there before it. */
  readonly why: WireRefusal | Wire;
  readonly better: Repair | undefined;
}

const judged = keeper<GraphEdge, WireVerdict>();

/** Sound wires are put into `into` and `out` of the nodes that are handed in. */
export function wire(
  document: GraphDocument,
  catalog: Catalog,
  nodes: ReadonlyMap<NodeId, Resolved>,
  report: Report,
): Graph {
  const seen = new Set<EdgeId>();
  const wired = new Set<string>();
  const leftOut: LeftOut[] = [];
  for (const [index, edge] of document.edges.entries()) {
    const id = edgeId(edge);
    // The parser merges edges that stand twice; one that got here all the same adds nothing.
    if (seen.has(id)) continue;
    seen.add(id);
    wired.add(edge.to);
    const ends = endsOf(edge);
    const [from, to] = [nodes.get(ends.from.node), nodes.get(ends.to.node)];
    const verdict = judged(edge, [catalog, from?.node, to?.node], () =>
      judgeWire(edge, (node) => wireEndOf(nodes.get(node))),
    );
    if (!verdict.ok) {
      const better = repaired(edge, from, to);
      if (better !== undefined) wired.add(better.edge.to);
      leftOut.push({ edge, id, from, to, why: verdict, better });
      continue;
    }
    if (from === undefined || to === undefined) continue;
    const { output, input } = verdict;
    const rival = input.many === true ? undefined : to.into.find((other) => other.input.name === input.name);
    if (rival !== undefined) {
      leftOut.push({ edge, id, from, to, why: rival, better: undefined });
      continue;
    }
    const sound: Wire = { index, id, edge, from, output, to, input };
    from.out.push(sound);
    to.into.push(sound);
  }
  const { order, cycles } = breakCycles([...nodes.values()]);
  const severed = severedBy(
    leftOut,
    cycles.map(({ closing }) => closing),
  );
  const graph: Graph = { document, catalog, nodes, order, wired, severed, assets: assetInfos(document) };
  // Only now is the graph there that the fixes are looked for in.
  for (const [i, each] of leftOut.entries()) {
    for (const diagnostic of reportLeftOut(graph, each, i < MOST_WITH_FIXES)) report(diagnostic);
  }
  for (const cycle of cycles) reportCycle(graph, cycle, report);
  return graph;
}

/** Of two wires at one port the first does its work: that one severs nothing. */
function severedBy(leftOut: readonly LeftOut[], cut: readonly Wire[]): Graph['severed'] {
  const from = new Set<Resolved>();
  const to = new Set<Resolved>();
  const impossible = leftOut.filter(({ why }) => 'ok' in why).map((each) => ({ ...each, input: meantPort(each) }));
  for (const each of [...impossible, ...cut]) {
    if (each.input === undefined || !carriesTensors(each.input.kind)) continue;
    if (each.from !== undefined) from.add(each.from);
    if (each.to !== undefined) to.add(each.to);
  }
  return { from, to };
}

/** The input that a wire which cannot be was probably meant for. */
const meantPort = ({ edge, to, better }: LeftOut) =>
  better?.input ?? (to?.definition && inputPort(to.definition, endpoint(edge.to).port));

/** What to say of an edge that is no sound wire; nothing where its node has already been reported. */
function reportLeftOut(graph: Graph, leftOut: LeftOut, withFixes: boolean): readonly Diagnostic[] {
  const { edge, id, from, to, why } = leftOut;
  const fixes = withFixes ? fixesFor(graph, leftOut) : [];
  if (!('ok' in why)) return [twoWires(edge, id, why, fixes)];
  const { code, at, message, hint } = why;
  if (code === 'unknown-type')
    return from !== undefined && to !== undefined ? besideUnknown(leftOut, from, to, fixes) : [];
  // A missing end is told at the other one. A wire between two nodes that do not exist concerns no program.
  const node = code === 'no-node' ? (to ?? from) : at === 'to' ? to : from;
  const end = node === to ? edge.to : edge.from;
  return [
    {
      severity: node === undefined ? 'warning' : 'error',
      code: code === 'no-node' ? 'dangling-wire' : code === 'no-port' ? 'unknown-port' : code,
      ...(node === undefined ? {} : { node: node.id, port: endpoint(end).port }),
      edge: id,
      message,
      hint,
      fixes,
    },
  ];
}

/** Whether the two ports would carry the same, were both of them there. */
function wouldFit({ edge, from, to }: LeftOut): boolean {
  const output = from?.definition && outputPort(from.definition, endpoint(edge.from).port);
  const input = to?.definition && inputPort(to.definition, endpoint(edge.to).port);
  return output !== undefined && input !== undefined && kindFits(output.kind, input.kind);
}

function fixesFor(graph: Graph, leftOut: LeftOut): readonly Fix[] {
  const { edge, id, from, to, why, better } = leftOut;
  const without = withoutWire(graph, id, to, meantPort(leftOut));
  if (!('ok' in why)) return [...keepFixes(graph, edge), ...without];
  if (why.code === 'unknown-type') return (from && takeOutFixes(graph, from)) ?? without;
  const closed = why.at === 'to' ? to : from;
  if (why.opens !== undefined && closed !== undefined && wouldFit(leftOut)) {
    // An input that another wire has taken meanwhile stays taken.
    const input = meantPort(leftOut);
    const taken = to?.into.some((each) => each.input.name === input?.name) === true;
    if ((taken && input?.many !== true) || !mayStand(graph, edge)) return without;
    return [openFix(closed.id, why.opens), ...without];
  }
  return better === undefined ? without : distinct([...repairFixes(graph, id, better), ...without]);
}

function openFix(node: NodeId, opens: readonly Opener[]): Fix {
  const steps = opens.map(({ param, value }, i) => {
    const whose = i === 0 ? `${param} of ${node}` : param;
    return value === true ? `turn ${whose} on` : `set ${whose} to ${value}`;
  });
  const label = steps.join(' and ').replace(/^[ts]/, (first) => first.toUpperCase());
  const params = Object.fromEntries(opens.map(({ param, value }) => [param, value]));
  return { label, command: { type: 'setParams', node, params } };
}

/** What puts the wire right may also be what would be put in its place. */
const distinct = (fixes: readonly Fix[]): readonly Fix[] =>
  [...new Map(fixes.toReversed().map((fix) => [fix.label, fix])).values()].toReversed();

const twoWires = (edge: GraphEdge, id: EdgeId, rival: Wire, fixes: readonly Fix[]): Diagnostic => ({
  severity: 'error',
  code: 'two-wires',
  node: rival.to.id,
  edge: id,
  port: rival.input.name,
  message: `${edge.to} takes one wire, but ${rival.edge.from} and ${edge.from} both end there; the first is used.`,
  hint: 'Keep one of them.',
  fixes,
});

function besideUnknown(leftOut: LeftOut, from: Resolved, to: Resolved, fixes: readonly Fix[]): readonly Diagnostic[] {
  const { edge, id } = leftOut;
  const input = to.definition && inputPort(to.definition, endpoint(edge.to).port);
  // At an unknown node nothing can be checked; the node itself has been reported.
  if (input === undefined) return [];
  return [
    {
      severity: 'error',
      code: 'unknown-source',
      node: to.id,
      edge: id,
      port: input.name,
      message: `${input.name} of ${nameOf(to)} comes from ${from.id}, whose type "${from.node.type}" is not known here.`,
      hint: 'Replace that node by a known one, or take it out.',
      fixes,
    },
  ];
}
