/** A loss that takes the logarithm of the answers needs a network that cannot answer below zero. */
import { activationFunctions } from '../../catalog/activations/functions/index.ts';
import { activationOf } from '../../catalog/layer-facts.ts';
import { setActivation } from '../fixes/activation-fixes.ts';
import { nameOf } from '../graph.ts';
import { outputIsLayer } from '../program/draft.ts';
import type { Check } from './check.ts';

export const positiveOutput: Check = ({ draft }) => {
  const { loss } = draft;
  const output = outputIsLayer(draft);
  if (output === undefined || loss?.definition.positive !== true) return [];
  const { name, values } = activationOf(output.definition, output.params);
  if (values[0] >= 0) return [];
  // Any number above zero, and a slope everywhere.
  const better = activationFunctions.find(
    (each) => each.values[0] === 0 && each.values[1] === Infinity && !each.canDie,
  );
  return [
    {
      severity: 'warning',
      code: 'positive-output',
      node: output.id,
      message: `${nameOf(loss)} takes the logarithm of the answers, but ${nameOf(output)} ends with ${name}, which also answers below zero.`,
      hint: 'Below zero there is no logarithm: the loss stops being a number, or its slope is gone.',
      fixes: better === undefined ? [] : setActivation(output, better.name),
    },
  ];
};
