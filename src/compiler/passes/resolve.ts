/** First pass: finds each node's definition and reads its params. */
import type { Catalog } from '../../catalog/catalog.ts';
import { MAX_EDGES, MAX_NODES } from '../../graph/limits.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
import { changeType } from '../fixes/fix-commands.ts';
import type { Report, Resolved } from '../graph.ts';
import { nearest } from '../../base/nearest.ts';
import { readParams } from './read-params.ts';

export function resolve(document: GraphDocument, catalog: Catalog, report: Report): Map<NodeId, Resolved> {
  const nodes = new Map<NodeId, Resolved>();
  for (const [index, node] of document.nodes.entries()) {
    if (nodes.has(node.id)) {
      report({
        severity: 'error',
        code: 'duplicate-id',
        node: node.id,
        message: `Two nodes have the id "${node.id}"; only the first is used.`,
        hint: 'Give every node an id of its own.',
      });
      continue;
    }
    const definition = catalog.get(node.type);
    const reading = definition && readParams(node, definition);
    reading?.diagnostics.forEach(report);
    nodes.set(node.id, {
      id: node.id,
      node,
      index,
      definition,
      params: reading?.params ?? {},
      muted: node.muted === true,
      into: [],
      out: [],
    });
    if (definition === undefined) reportUnknownType(document, catalog, index, report);
  }
  reportSize(document, report);
  return nodes;
}

function reportUnknownType(document: GraphDocument, catalog: Catalog, index: number, report: Report): void {
  const node = document.nodes[index];
  if (node === undefined) return;
  const meant = nearest(
    node.type,
    catalog.all.map(({ type }) => type),
  );
  report({
    severity: 'warning',
    code: 'unknown-type',
    node: node.id,
    message: `${node.id} is of type "${node.type}", which this version of Edgewise does not have.`,
    hint:
      meant === undefined
        ? 'It stays in the file as it is, but cannot take part in training.'
        : `Did you mean ${meant}?`,
    fixes:
      meant === undefined
        ? []
        : changeType(document, node, meant, node.params).map((fix) => ({ ...fix, label: `Make it a ${meant}` })),
  });
}

function reportSize({ nodes, edges }: GraphDocument, report: Report): void {
  const check = (what: string, found: number, most: number) => {
    if (found <= most) return;
    report({
      severity: 'error',
      code: 'too-large',
      message: `The graph has ${found} ${what}, more than the ${most} that are supported.`,
      hint: 'Split it into several files.',
    });
  };
  check('nodes', nodes.length, MAX_NODES);
  check('wires', edges.length, MAX_EDGES);
}
