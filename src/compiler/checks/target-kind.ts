/** Whether the loss suits what is to be learned: classes or values. */
import { outputIsLayer } from '../program/draft.ts';
import { changeType } from '../fixes/commands.ts';
import { suggestLoss } from '../fixes/supply.ts';
import { nameOf } from '../graph.ts';
import type { Fix } from '../types.ts';
import type { Check } from './check.ts';

export const targetKind: Check = ({ graph, draft }) => {
  const { loss, data } = draft;
  if (loss === undefined || data === undefined) return [];
  const output = outputIsLayer(draft);
  const { target } = data.info;
  const readsProbabilities = loss.definition.wants !== undefined;
  if ((target.kind === 'classes') === readsProbabilities) return [];

  const suited = suggestLoss(graph.catalog, target, output?.definition.activation(output.params) ?? 'linear');
  const fixes: readonly Fix[] =
    suited === undefined || (suited.wants !== undefined) !== (target.kind === 'classes')
      ? []
      : [{ label: `Use ${suited.type}`, command: changeType(graph.document, loss.node, suited.type, undefined) }];
  if (target.kind === 'values') {
    return [
      {
        severity: 'error',
        code: 'loss-needs-classes',
        node: loss.id,
        message: `${nameOf(loss)} compares probabilities of classes, but ${data.node.id} has values to predict (${target.names.join(', ')}).`,
        hint: 'Use a loss that measures distance.',
        fixes,
      },
    ];
  }
  return [
    {
      severity: 'warning',
      code: 'loss-needs-values',
      node: loss.id,
      message: `${nameOf(loss)} measures distance, but ${data.node.id} has classes (${target.names.slice(0, 3).join(', ')}${target.names.length > 3 ? ', …' : ''}).`,
      hint: 'It works, but learns slowly where the network is confidently wrong. A cross-entropy suits classes.',
      fixes,
    },
  ];
};
