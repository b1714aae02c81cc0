/** What is wrong with how blocks are put together, said of the plain graph; `seenFrom` tells it of the document. */
import { MAX_NODES } from '../../graph/limits.ts';
import type { NodeId, PortRef } from '../../graph/types.ts';
import { endpoint, portRef } from '../../graph/types.ts';
import { MOST_WITH_FIXES } from '../fixes/supply.ts';
import type { Graph, Report } from '../graph.ts';
import { nearest } from '../../base/nearest.ts';
import { BLOCK_INPUT, BLOCK_OUTPUT } from '../../graph/blocks.ts';
import type { Expansion, Fault } from './expand.ts';
import { pathKey } from './expand.ts';
import { gateFixes } from './gate-fixes.ts';

/** Reports what is wrong, with a way out where the graph has one. */
export function reportFaults(expansion: Expansion, graph: Graph, report: Report): void {
  const { faults, touched } = expansion;
  const large = faults.find(({ what }) => what === 'too large');
  for (const fault of large === undefined ? faults : [large]) {
    const empty = fault.what === 'empty input' || fault.what === 'empty output';
    // A block that nothing touches is only lying about.
    const loose = empty && !touched.has(pathKey([...fault.use.path, fault.use.id]));
    const fixes = empty && faults.length <= MOST_WITH_FIXES ? gateFixes(fault, expansion, graph) : [];
    if (!loose) report({ ...inWords(fault), ...(fixes.length > 0 && { fixes }) });
  }
}

/** What is left to report of missing inputs: those that faults of blocks explain are said already. */
export function withoutFaults({ faults }: Expansion, report: Report): Report {
  const explained = new Set<PortRef>(faults.flatMap((fault) => ('needs' in fault ? [fault.needs] : [])));
  return (diagnostic) => {
    const { node, port } = diagnostic;
    if (node === undefined || port === undefined || !explained.has(portRef(node, port))) report(diagnostic);
  };
}

function inWords(fault: Fault): Parameters<Report>[0] {
  switch (fault.what) {
    case 'too large':
      return {
        severity: 'error',
        code: 'too-large',
        message: `With the insides of its blocks the graph has more than the ${MAX_NODES} nodes that are supported.`,
        hint: 'Use fewer or smaller blocks.',
      };
    case 'in itself':
      return {
        severity: 'error',
        code: 'block-in-itself',
        ...placed(fault.place.id, fault.place.path),
        message: `${fault.type} ${fault.place.id} stands inside of its own block, which would have no end.`,
        hint: 'Remove it there, or use another block.',
      };
    case 'unknown port': {
      const { use, port, at, hop } = fault;
      const gates = use.block.nodes.filter(({ type }) => type === (at === 'to' ? BLOCK_INPUT : BLOCK_OUTPUT));
      const names = gates.map(({ id }) => id);
      const meant = nearest(port, names);
      return {
        severity: 'error',
        code: 'unknown-port',
        ...placed(use.id, use.path),
        message: `${use.block.name} ${use.id} has no ${at === 'to' ? 'input' : 'output'} called "${port}": the wire from ${hop.edge.from} to ${hop.edge.to} leads nowhere.`,
        hint:
          names.length === 0
            ? `The block has no ${at === 'to' ? BLOCK_INPUT : BLOCK_OUTPUT} inside.`
            : `It has ${names.join(', ')}${meant === undefined ? '' : `. Did you mean ${meant}?`}`,
      };
    }
    case 'empty input':
      return {
        severity: 'error',
        code: 'missing-input',
        node: endpoint(fault.needs).node,
        port: endpoint(fault.needs).port,
        message: `Nothing is wired to ${fault.port} of ${fault.use.block.name} ${fault.use.id}.`,
        hint: 'Wire something to it, or remove the BlockInput inside of the block.',
      };
    case 'empty output':
      return {
        severity: 'error',
        code: 'missing-input',
        node: endpoint(fault.needs).node,
        port: endpoint(fault.needs).port,
        message: `${fault.use.block.name} ${fault.use.id} gives nothing at ${fault.port}, because nothing is wired to it inside.`,
        hint: 'Go into the block and wire a layer to its BlockOutput.',
      };
    case 'joined twice':
      return {
        severity: 'error',
        code: 'joined-twice',
        node: endpoint(fault.needs).node,
        message: `${fault.needs} gets the same value over two wires through a block; only one can arrive.`,
        hint: 'Wire two different values, or put a layer between.',
      };
    default:
      return fault satisfies never;
  }
}

/** Only what stands in the document itself has a name there that the plain graph has too. */
const placed = (node: NodeId, path: readonly NodeId[]): { readonly node?: NodeId } =>
  path.length === 0 ? { node } : { node: path[0] ?? node };
