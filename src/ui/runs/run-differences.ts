/*
 * What a graph has that another one had not, in words: what somebody changed between two runs. Only what a
 * program is made of counts; places, labels and notes do not.
 */
import { plural } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import { readableParams } from '../../catalog/catalog.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { sameParam } from '../../catalog/params.ts';
import type { ParamValue } from '../../catalog/params.ts';
import { nodesOfProgram } from '../../compiler/sweep/trained-by.ts';
import { nodeById } from '../../graph/queries.ts';
import { edgeId, endpoint } from '../../graph/types.ts';
import type { GraphDocument, GraphNode, NodeId } from '../../graph/types.ts';
import { writeValue } from '../inspector/params/param-values.ts';

export interface Trained {
  readonly document: GraphDocument;
  /** Id of the Train node. */
  readonly program: NodeId;
}

/** What is different in `now`; empty where both train the same. */
export function differences(before: Trained, now: Trained, catalog: Catalog): readonly string[] {
  const [was, is] = [partsOf(before), partsOf(now)];
  const words: string[] = [];
  if (before.document.seed !== now.document.seed) words.push(`seed: ${before.document.seed} → ${now.document.seed}`);
  for (const node of is.nodes.values()) {
    const old = was.nodes.get(node.id);
    if (old === undefined) words.push(`added ${nodeWords(node)}`);
    else words.push(...changesOf(old, node, catalog));
  }
  for (const node of was.nodes.values()) if (!is.nodes.has(node.id)) words.push(`removed ${nodeWords(node)}`);
  const rewired = rewiredCount(was, is);
  if (rewired > 0) words.push(`${plural(rewired, 'wire')} changed`);
  return words;
}

/** Whether two runs are of graphs so alike that their differences say something. */
export function areRelated(before: Trained, now: Trained): boolean {
  const [was, is] = [partsOf(before).nodes, partsOf(now).nodes];
  const common = [...is.keys()].filter((id) => was.has(id)).length;
  return before.program === now.program && common * 2 >= Math.max(was.size, is.size);
}

interface Parts {
  readonly nodes: ReadonlyMap<NodeId, GraphNode>;
  readonly edges: ReadonlySet<string>;
}

/** The Train node and everything that flows into it. */
function partsOf({ document, program }: Trained): Parts {
  const ids = nodesOfProgram(document, program);
  const nodes = new Map<NodeId, GraphNode>();
  for (const { id } of document.nodes) {
    const node = ids.has(id) ? nodeById(document, id) : undefined;
    if (node !== undefined) nodes.set(id, node);
  }
  return { nodes, edges: new Set(document.edges.filter(({ to }) => nodes.has(endpoint(to).node)).map(edgeId)) };
}

function changesOf(old: GraphNode, node: GraphNode, catalog: Catalog): readonly string[] {
  if (old.type !== node.type) return [`${node.id}: ${shorten(old.type, 40)} → ${shorten(node.type, 40)}`];
  const words: string[] = [];
  if ((old.muted === true) !== (node.muted === true)) {
    words.push(`${node.muted === true ? 'bypassed' : 'no longer bypassed'}: ${node.id}`);
  }
  const [was, is] = [paramsOf(old, catalog), paramsOf(node, catalog)];
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const [from, to] = [was[name], is[name]];
    if (!sameParam(from, to)) words.push(`${name} of ${node.id}: ${paramWords(from)} → ${paramWords(to)}`);
  }
  return words;
}

/** With defaults filled in: a param that is written out as its default has not changed. */
function paramsOf(node: GraphNode, catalog: Catalog): Readonly<Record<string, ParamValue | undefined>> {
  const definition = catalog.get(node.type);
  if (definition !== undefined) return readableParams(definition, node.params).params;
  return Object.fromEntries(Object.entries(node.params ?? {}).map(([name, value]) => [name, JSON.stringify(value)]));
}

const paramWords = (value: ParamValue | undefined): string =>
  value === undefined ? 'not set' : shorten(writeValue(value), 40);

const nodeWords = ({ type, id }: GraphNode): string => `${shorten(type, 40)} (${id})`;

/** Wires between nodes that were there before: those of new and removed nodes go without saying. */
function rewiredCount(was: Parts, is: Parts): number {
  const between = (id: string) =>
    id.split('->').every((end) => was.nodes.has(endpoint(end).node) && is.nodes.has(endpoint(end).node));
  const gone = [...was.edges].filter((id) => !is.edges.has(id) && between(id)).length;
  const come = [...is.edges].filter((id) => !was.edges.has(id) && between(id)).length;
  return Math.max(gone, come);
}
