/** The data set behind a preprocessing node and the steps on the way, the node itself being the last. */
import type { DefinitionOf } from '../../../catalog/define/index.ts';
import type { ParamValues } from '../../../catalog/params.ts';
import { endpoint } from '../../../graph/types.ts';
import type { NodeId } from '../../../graph/types.ts';
import { nodeView } from '../../stores/node-view.ts';
import type { DocumentState } from '../../stores/types.ts';
import { wiresOf } from '../facts.ts';

export interface ChainStep {
  readonly node: NodeId;
  readonly type: string;
  readonly params: ParamValues;
}

export interface Chain {
  readonly dataset: {
    readonly node: NodeId;
    readonly definition: DefinitionOf<'dataset'>;
    readonly params: ParamValues;
  };
  readonly seed: number;
  readonly steps: readonly ChainStep[];
}

/** Undefined while the node is not wired to a data set, or something on the way does not fit. */
export function chainBehind(state: Pick<DocumentState, 'document' | 'compilation'>, id: NodeId): Chain | undefined {
  const steps: ChainStep[] = [];
  const met = new Set<NodeId>();
  let view = nodeView(state, id);
  while (view?.definition?.role === 'preprocessing') {
    const { node, definition, params, facts } = view;
    if (met.has(node.id) || facts?.outputShape === undefined) return undefined;
    if (definition.refuses?.(params) !== undefined) return undefined;
    met.add(node.id);
    if (node.muted !== true || node.id === id) steps.unshift({ node: node.id, type: node.type, params });
    const port = definition.inputs[0]?.name;
    const wire = wiresOf(state.document)
      .into.get(node.id)
      ?.find(({ to }) => endpoint(to).port === port);
    view = wire === undefined ? undefined : nodeView(state, endpoint(wire.from).node);
  }
  if (view?.definition?.role !== 'dataset') return undefined;
  const { node, definition, params } = view;
  return { dataset: { node: node.id, definition, params }, seed: state.document.seed, steps };
}
