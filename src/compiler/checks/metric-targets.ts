/** A metric must be able to read the targets as the loss has them written. */
import type { TargetEncoding } from '../../catalog/define/index.ts';
import type { ParamValues } from '../../catalog/params.ts';
import { classCount } from '../program/draft.ts';
import type { Draft } from '../program/draft.ts';
import { withoutWire } from '../fixes/wire-fixes.ts';
import { nameOf } from '../graph.ts';
import type { NodeOf } from '../graph.ts';
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
  const { train, metrics } = draft;
  return metrics.flatMap((metric) => {
    const message = refusesTargets(metric, metric.params, draft);
    if (message === undefined) return [];
    const wire = train.into.find(({ from }) => from === metric);
    return [
      {
        severity: 'error' as const,
        code: 'metric-targets',
        node: metric.id,
        message,
        hint: 'Use a metric that suits these targets, or another loss.',
        fixes: wire === undefined ? [] : withoutWire(graph, wire.id, train, wire.input),
      },
    ];
  });
};

/** Why a metric with these params cannot read the targets, as far as they are known. */
export function refusesTargets(metric: NodeOf<'metric'>, params: ParamValues, draft: Draft): string | undefined {
  const { loss, data, encoding, outputShape } = draft;
  if (loss === undefined || data === undefined || encoding === undefined || outputShape === undefined) return undefined;
  const { reads, refusesTargets: refuses } = metric.definition;
  if (!reads.includes(encoding))
    return `${nameOf(loss)} ${WRITES[encoding]}, but ${nameOf(metric)} reads ${reads.map((each) => READS[each]).join(' or ')}.`;
  const message = refuses?.(params, { encoding, classes: classCount(data.info), width: outputShape.at(-1) ?? 1 });
  return message && `${nameOf(metric)}: ${message}`;
}
