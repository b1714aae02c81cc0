/*
 * A loss that no Train node reads yet is judged as if one did: whether it suits the network and the data is
 * known long before the graph is complete.
 */
import { defaultParams } from '../../catalog/catalog.ts';
import type { Graph, NodeOf, Wire } from '../graph.ts';
import { hasRole, readers } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import { drawUp } from './draft.ts';
import type { Draft } from './draft.ts';

/** Beyond this many, what is wrong with each is not what its maker wants to know first. */
const MOST = 8;

export function unreadLosses(graph: Graph, facts: Facts): readonly Draft[] {
  return [...graph.nodes.values()]
    .filter((node) => hasRole(node, 'loss'))
    .filter((node) => !node.muted && !readers(node).some((reader) => hasRole(reader, 'training')))
    .slice(0, MOST)
    .flatMap((loss) => {
      const train = standIn(graph, loss);
      return train === undefined ? [] : [drawUp(graph, facts, train)];
    });
}

/** A Train node that is not there, with a wire from the loss. */
function standIn({ catalog }: Graph, loss: NodeOf<'loss'>): NodeOf<'training'> | undefined {
  const definition = catalog.all.find((each) => each.role === 'training');
  const input = definition?.inputs.find(({ kind }) => kind === 'loss');
  const output = loss.definition.outputs.find(({ kind }) => kind === 'loss');
  if (definition === undefined || input === undefined || output === undefined) return undefined;
  const into: Wire[] = [];
  const { node, index } = loss;
  const train: NodeOf<'training'> = {
    id: loss.id,
    node,
    index,
    definition,
    params: defaultParams(definition),
    muted: false,
    into,
    out: [],
  };
  into.push({ index, id: '', edge: { from: '', to: '' }, from: loss, output, to: train, input });
  return train;
}
