/** Questions about the wires of one node that cards and keyboard ask. */
import { edgesFrom, edgesInto } from '../../../graph/queries.ts';
import { endpoint, type GraphDocument, type NodeId } from '../../../graph/types.ts';

/** Names of the wired ports of a node as one string, so that a component can select and compare it cheaply. */
export function wiredPorts(document: GraphDocument, node: NodeId): string {
  const names = [
    ...edgesInto(document, node).map((edge) => `<${endpoint(edge.to).port}`),
    ...edgesFrom(document, node).map((edge) => `>${endpoint(edge.from).port}`),
  ];
  return [...new Set(names)].join(' ');
}

export const isWired = (wired: string, direction: 'input' | 'output', port: string): boolean =>
  wired.split(' ').includes(`${direction === 'input' ? '<' : '>'}${port}`);
