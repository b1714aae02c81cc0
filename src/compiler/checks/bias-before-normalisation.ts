/** Normalisation subtracts the mean, and with it any constant that the layer before it has added. */
import { setParam } from '../fixes/fix-commands.ts';
import { endsWith, hasRole, nameOf, readers } from '../graph.ts';
import type { Check } from './check.ts';

export const biasBeforeNormalisation: Check = ({ draft }) =>
  draft.layers.flatMap((layer) => {
    const { bias } = layer.definition;
    if (bias === undefined || layer.params[bias] !== true) return [];
    // With a bend in between, the constant decides where the bend lies.
    if (endsWith(layer) !== 'linear') return [];
    const behind = readers(layer);
    const [first] = behind;
    const all = behind.every((each) => hasRole(each, 'layer') && each.definition.normalises === 'batch');
    if (first === undefined || !all) return [];
    return [
      {
        severity: 'hint',
        code: 'bias-before-normalisation',
        node: layer.id,
        param: bias,
        message: `The bias of ${nameOf(layer)} has no effect: ${nameOf(first)} subtracts it again.`,
        hint: 'Switch it off to save the parameters.',
        fixes: [{ label: `Switch off ${bias} of ${layer.id}`, command: setParam(layer.id, bias, false) }],
      },
    ];
  });
