/*
 * What no wire may be, whatever its ends are: the commands refuse it, and the compiler reports it where a file
 * has it all the same. Whether two ports suit each other is the compiler's question.
 */
import type { GraphEdge, NodeId } from './types.ts';
import { endpoint } from './types.ts';

export interface WireFault {
  readonly code: 'no-node' | 'self-wire' | 'no-port';
  /** The end that is wrong. */
  readonly at: 'from' | 'to';
  readonly message: string;
  readonly hint: string;
}

export function wireFault(edge: GraphEdge, exists: (node: NodeId) => boolean): WireFault | undefined {
  const [start, end] = [endpoint(edge.from), endpoint(edge.to)];
  for (const [at, { node }] of [
    ['from', start],
    ['to', end],
  ] as const) {
    if (exists(node)) continue;
    return {
      code: 'no-node',
      at,
      message: `The wire ${edge.from} → ${edge.to} leads to "${node}", but there is no node "${node}".`,
      hint: 'Connect it to a node that exists.',
    };
  }
  if (start.node === end.node) {
    return {
      code: 'self-wire',
      at: 'to',
      message: `A wire leads from ${start.node} back to itself.`,
      hint: 'A node cannot read its own result. Connect it to another node.',
    };
  }
  for (const [at, { port }] of [
    ['from', start],
    ['to', end],
  ] as const) {
    if (port === '')
      return {
        code: 'no-port',
        at,
        message: `The wire ${edge.from} → ${edge.to} ends at "${edge[at]}", which names no port.`,
        hint: 'Write both ends as "node.port".',
      };
  }
  return undefined;
}
