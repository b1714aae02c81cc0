/** A network that predicts values should not end with an activation that cannot reach them. */
import { activationFunction } from '../../catalog/activations/functions/index.ts';
import { outputIsLayer } from '../program/draft.ts';
import { setParam } from '../fixes/commands.ts';
import { nameOf } from '../graph.ts';
import type { Check } from './check.ts';

export const boundedOutput: Check = ({ draft }) => {
  const output = outputIsLayer(draft);
  if (output === undefined || draft.data?.info.target.kind !== 'values') return [];
  const name = output.definition.activation(output.params);
  const range = name === 'softmax' ? [0, 1] : activationFunction(name)?.range;
  const [low, high] = range ?? [];
  if (low === undefined || high === undefined || low === null || high === null) return [];
  const linear = output.definition.params['activation']?.safeParse('linear').success === true;
  return [
    {
      severity: 'hint',
      code: 'bounded-output',
      node: output.id,
      message: `${nameOf(output)} ends with ${name} and can only answer between ${low} and ${high}.`,
      hint: 'For values to predict, a linear last layer can reach every number.',
      fixes: linear
        ? [{ label: `Set activation of ${output.id} to linear`, command: setParam(output.id, 'activation', 'linear') }]
        : [],
    },
  ];
};
