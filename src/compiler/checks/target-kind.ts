/** Whether the loss suits what is to be learned: classes or values. */
import type { LossDefinition } from '../../catalog/define/index.ts';
import { learnedBy, outputIsLayer } from '../program/draft.ts';
import { suggestLoss } from '../fixes/supply.ts';
import { exchangeLoss } from '../fixes/exchange-loss.ts';
import { endsWith, nameOf } from '../graph.ts';
import type { Check } from './check.ts';

export const targetKind: Check = ({ graph, facts, draft }) => {
  const { loss, data } = draft;
  if (loss === undefined || data === undefined) return [];
  const output = outputIsLayer(draft);
  const { target } = data.info;
  if (target.kind === learnedBy(loss.definition)) return [];

  const suited = suggestLoss(graph.catalog, target, output === undefined ? 'linear' : endsWith(output));
  // The one that goes with the network's ending first, then any other for this kind of target.
  const others = graph.catalog.all.filter((definition): definition is LossDefinition => definition.role === 'loss');
  const right = [...(suited === undefined ? [] : [suited]), ...others].filter(
    (each) => learnedBy(each) === target.kind,
  );
  const fixes = exchangeLoss(graph, facts, draft, right);
  if (target.kind === 'values') {
    return [
      {
        severity: 'error',
        code: 'loss-needs-classes',
        node: loss.id,
        message: `${nameOf(loss)} ${loss.definition.wants === undefined ? 'tells classes apart' : 'compares probabilities of classes'}, but ${data.node.id} has values to predict (${target.names.join(', ')}).`,
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
