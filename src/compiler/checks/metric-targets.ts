/** A metric must be able to read the targets as the loss has them written. */
import type { TargetEncoding } from '../../catalog/define/index.ts';
import { classCount } from '../program/draft.ts';
import { withoutWire } from '../fixes/wire-fixes.ts';
import { nameOf } from '../graph.ts';
import type { Check } from './check.ts';

const WRITES: Readonly<Record<TargetEncoding, string>> = {
  'one-hot': 'has a column written for each class',
  binary: 'has the two classes written as one column of 0 and 1',
  classes: 'has the numbers of the classes written',
  values: 'learns values',
  labels: 'has labels written one behind the other',
};
const READS: Readonly<Record<TargetEncoding, string>> = {
  'one-hot': 'a column for each class',
  binary: 'one column of 0 and 1',
  classes: 'numbers of classes',
  values: 'values',
  labels: 'sequences of labels',
};

export const metricTargets: Check = ({ graph, draft }) => {
  const { train, loss, metrics, data, encoding, outputShape } = draft;
  if (loss === undefined || data === undefined || encoding === undefined || outputShape === undefined) return [];
  const form = { encoding, classes: classCount(data.info), width: outputShape.at(-1) ?? 1 };
  return metrics.flatMap((metric) => {
    const { definition, params } = metric;
    const reads = definition.reads.map((each) => READS[each]).join(' or ');
    const message = definition.reads.includes(encoding)
      ? definition.refusesTargets?.(params, form)
      : `${nameOf(loss)} ${WRITES[encoding]}, but ${nameOf(metric)} reads ${reads}.`;
    if (message === undefined) return [];
    const wire = train.into.find(({ from }) => from === metric);
    return [
      {
        severity: 'error' as const,
        code: 'metric-targets',
        node: metric.id,
        message: definition.reads.includes(encoding) ? `${nameOf(metric)}: ${message}` : message,
        hint: 'Use a metric that suits these targets, or another loss.',
        fixes: wire === undefined ? [] : withoutWire(graph, wire.id, train, wire.input),
      },
    ];
  });
};
