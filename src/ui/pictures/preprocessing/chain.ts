/** The data set behind a preprocessing node and the steps on the way, the node itself being the last. */
import type { Use } from '../../../catalog/define/index.ts';
import type { Part } from '../../../compiler/types.ts';
import { edgesInto } from '../../../graph/queries.ts';
import { endpoint } from '../../../graph/types.ts';
import type { NodeId } from '../../../graph/types.ts';
import { nodeView } from '../../stores/node-view.ts';
import type { DocumentState } from '../../stores/types.ts';

export interface Chain {
  readonly dataset: Use<'dataset'> & { readonly node: NodeId };
  readonly seed: number;
  readonly steps: readonly Part[];
}

/** Undefined while the node is not wired to a data set, or something on the way does not fit. */
export function chainBehind(state: Pick<DocumentState, 'document' | 'compilation'>, id: NodeId): Chain | undefined {
  const steps: Part[] = [];
  const met = new Set<NodeId>();
  let view = nodeView(state, id);
  while (view?.definition?.role === 'preprocessing') {
    const { node, definition, params, facts } = view;
    if (met.has(node.id) || facts?.outputShape === undefined) return undefined;
    if (definition.refuses?.(params) !== undefined) return undefined;
    met.add(node.id);
    if (node.muted !== true || node.id === id) steps.unshift({ node: node.id, type: node.type, params });
    const port = definition.inputs[0]?.name;
    const [wire] = edgesInto(state.document, node.id, port);
    view = wire === undefined ? undefined : nodeView(state, endpoint(wire.from).node);
  }
  if (view?.definition?.role !== 'dataset') return undefined;
  const { node, definition, params } = view;
  return { dataset: { node: node.id, definition, params }, seed: state.document.seed, steps };
}
