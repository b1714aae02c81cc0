/** Whether the loss suits what is to be learned: classes or values. */
import type { LossDefinition, TargetInfo } from '../../catalog/define/index.ts';
import { learnedBy, mixesSequences, outputIsLayer } from '../program/draft.ts';
import { suggestLoss } from '../fixes/supply.ts';
import { exchangeLoss } from '../fixes/exchange-loss.ts';
import { endsWith, nameOf } from '../graph.ts';
import type { NodeOf } from '../graph.ts';
import type { Diagnostic, Fix } from '../types.ts';
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
  if (mixesSequences(draft)) return [mixed(loss, data.node.id, target, fixes)];
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
      message: `${nameOf(loss)} measures distance, but ${data.node.id} has classes (${named(target.names)}).`,
      hint: 'It works, but learns slowly where the network is confidently wrong. A cross-entropy suits classes.',
      fixes,
    },
  ];
};

const FEW_NAMES = 3;

const named = (names: readonly string[]): string =>
  `${names.slice(0, FEW_NAMES).join(', ')}${names.length > FEW_NAMES ? ', …' : ''}`;

const HOLDS: Readonly<Record<TargetInfo['kind'], string>> = {
  classes: 'classes',
  values: 'values to predict',
  sequence: 'sequences of labels',
};

/** One answer per example against several labels one behind the other, either way round. */
const mixed = (loss: NodeOf<'loss'>, data: string, target: TargetInfo, fixes: readonly Fix[]): Diagnostic => ({
  severity: 'error',
  code: target.kind === 'sequence' ? 'loss-needs-single-answers' : 'loss-needs-labels',
  node: loss.id,
  message: `${nameOf(loss)} ${target.kind === 'sequence' ? 'reads one answer per example' : 'reads sequences of labels'}, but ${data} has ${HOLDS[target.kind]} (${named(target.names)}).`,
  hint:
    target.kind === 'sequence'
      ? 'Use a loss that reads sequences.'
      : `Use a loss for ${target.kind}, or data with sequences of labels.`,
  fixes,
});
