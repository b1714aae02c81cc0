/** Everything that a run measures beside its loss: what the loss brings along, then what is wired. */
import type { Metric, TargetForm, Use } from '../define/index.ts';
import { metricOf } from './common.ts';

/**
 * A wired metric takes the place of one that the loss brings along under the same name. A second one of a name gets a
 * number, as in Keras: `precision`, `precision_1`.
 */
export function measuredMetrics(
  loss: Use<'loss'>,
  wired: readonly Use<'metric'>[],
  form: TargetForm,
): readonly Metric[] {
  const own = wired.map(({ definition, params }) => metricOf(definition, params, form));
  const brought = loss.definition.metrics(loss.params, form.encoding);
  const seen = new Map<string, number>();
  return [...brought.filter(({ name }) => own.every((each) => each.name !== name)), ...own].map((metric) => {
    const before = seen.get(metric.name) ?? 0;
    seen.set(metric.name, before + 1);
    return before === 0
      ? metric
      : { ...metric, name: `${metric.name}_${before}`, label: `${metric.label} ${before + 1}` };
  });
}
