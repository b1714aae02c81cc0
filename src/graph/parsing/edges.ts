/** Reads the list of edges. Edges to nowhere are kept: the compiler shows them with what is missing. */
import { isObject } from '../../base/json.ts';
import { MAX_VIA } from '../limits.ts';
import type { EdgeId, GraphEdge, NodeId } from '../types.ts';
import { edgeId, endpoint } from '../types.ts';
import type { Raw } from './fields.ts';
import { checkOptional, isPair, isText } from './fields.ts';
import type { Findings } from './issues.ts';
import { describe } from './issues.ts';

const OPTIONAL = [
  {
    key: 'via',
    expected: `a list of at most ${MAX_VIA} places [x, y]`,
    fits: (value: unknown) => Array.isArray(value) && value.length <= MAX_VIA && value.every(isPair),
  },
];

/** `renamed`: ids that could not stay as they were in the file, with what they became. */
export function readEdges(
  list: readonly unknown[],
  renamed: ReadonlyMap<string, NodeId>,
  findings: Findings,
): readonly GraphEdge[] {
  const edges = new Map<EdgeId, GraphEdge>();
  for (const [i, raw] of list.entries()) {
    const path = `edges[${i}]`;
    const read = readEdge(raw, path, findings);
    if (read === undefined) continue;
    const edge = { ...read, from: follow(read.from, renamed), to: follow(read.to, renamed) };
    warnMalformed(edge, path, findings);
    const id = edgeId(edge);
    const first = edges.get(id);
    if (first !== undefined) {
      const message = `The edge from ${edge.from} to ${edge.to} stands twice; the two became one.`;
      findings.warn(path, message, 'Nothing to do, unless another port was meant.');
    }
    // Fields that only the second one has are not lost.
    edges.set(id, first === undefined ? edge : { ...edge, ...first });
  }
  return [...edges.values()];
}

function readEdge(raw: unknown, path: string, findings: Findings): (Raw & GraphEdge) | undefined {
  if (!isObject(raw)) {
    findings.refuse(path, `Expected an edge { "from", "to" }, found ${describe(raw)}.`, 'Repair or remove this entry.');
    return undefined;
  }
  const { from, to } = raw;
  if (isText(from) && isText(to)) return { ...checkOptional(raw, OPTIONAL, path, findings), from, to };
  for (const [key, end] of Object.entries({ from, to })) {
    if (isText(end)) continue;
    const message = `Expected "node.port" as text, found ${describe(end)}.`;
    findings.refuse(`${path}.${key}`, message, 'Write for example "d1.outputs".');
  }
  return undefined;
}

/** Ids that had to be renamed may hold dots themselves, so the last dot is the border here. */
function follow(ref: string, renamed: ReadonlyMap<string, NodeId>): string {
  if (renamed.size === 0) return ref;
  const dot = ref.lastIndexOf('.');
  const id = renamed.get(ref.slice(0, Math.max(dot, 0)));
  return id === undefined ? ref : id + ref.slice(dot);
}

function warnMalformed(edge: GraphEdge, path: string, findings: Findings): void {
  for (const [key, ref] of Object.entries({ from: edge.from, to: edge.to })) {
    const { node, port } = endpoint(ref);
    if (node !== '' && port !== '') continue;
    const message = `Expected "node.port", found ${describe(ref)}. The edge was kept, but leads nowhere.`;
    findings.warn(`${path}.${key}`, message, 'Name a node and its port, as in "d1.outputs", or delete the edge.');
  }
}
