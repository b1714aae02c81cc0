/** Gives the bias of a layer its usual start, where something else was plugged in for it. */
import { portOfWeight, weightsOf } from '../../catalog/layer-facts.ts';
import type { Fix, LayerPlan } from '../../compiler/types.ts';
import { edgesFrom, edgesInto } from '../../graph/queries.ts';
import { edgeId, endpoint } from '../../graph/types.ts';
import type { View } from '../finding.ts';

export function startBiasFix({ document, catalog }: View, { node, type, params, inputShapes }: LayerPlan): Fix[] {
  const definition = catalog.expect(type, 'layer');
  const { bias } = definition;
  if (bias === undefined) return [];
  const names = (on: boolean) => weightsOf(definition, { ...params, [bias]: on }, inputShapes).map(({ name }) => name);
  const [weight = ''] = names(true).filter((name) => !names(false).includes(name));
  const port = portOfWeight(definition, params, weight, 'initializer');
  const [edge] = port === undefined ? [] : edgesInto(document, node, port.name);
  if (port?.default === undefined || edge === undefined) return [];
  const source = endpoint(edge.from).node;
  // An initializer that serves nothing else goes with its wire.
  const alone = edgesFrom(document, source).length === 1;
  return [
    {
      label: `Start the ${weight} of ${node} with ${port.default}`,
      command: alone ? { type: 'remove', nodes: [source] } : { type: 'disconnect', edges: [edgeId(edge)] },
    },
  ];
}
