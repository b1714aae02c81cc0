/** Normalisation subtracts the mean, and with it any constant that the layer before it has added. */
import { setParam } from '../fixes/commands.ts';
import { nameOf, readers } from '../graph.ts';
import type { Check } from './check.ts';

export const biasBeforeNormalisation: Check = ({ facts, draft }) =>
  draft.layers.flatMap((layer) => {
    const has = (id: string, weight: string) => facts.get(id)?.weights.some(({ name }) => name === weight) === true;
    if (layer.params['use_bias'] !== true || !has(layer.id, 'bias')) return [];
    // With a bend in between, the constant decides where the bend lies.
    if (layer.definition.params['activation'] === undefined || layer.definition.activation(layer.params) !== 'linear')
      return [];
    const behind = readers(layer);
    const [first] = behind;
    if (first === undefined || !behind.every(({ id }) => has(id, 'moving_mean'))) return [];
    return [
      {
        severity: 'hint',
        code: 'bias-before-normalisation',
        node: layer.id,
        param: 'use_bias',
        message: `The bias of ${nameOf(layer)} has no effect: ${nameOf(first)} subtracts it again.`,
        hint: 'Switch it off to save the parameters.',
        fixes: [{ label: `Switch off use_bias of ${layer.id}`, command: setParam(layer.id, 'use_bias', false) }],
      },
    ];
  });
