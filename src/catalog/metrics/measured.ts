/** Everything that a run measures beside its loss: what the loss brings along, then what is wired. */
import type { Figure, Metric, TargetForm, Use } from '../define/index.ts';
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
  return numbered([...brought.filter(({ name }) => own.every((each) => each.name !== name)), ...own]);
}

/**
 * The names of wired figures as the logs of a run have them, in their order. What the loss brings along changes none of
 * them, for it gives way to a wired one of its name.
 */
export const wiredNames = (wired: readonly Pick<Use<'metric'>, 'definition'>[]): readonly string[] =>
  numbered(wired.map(({ definition }) => definition.figure)).map(({ name }) => name);

function numbered<F extends Figure>(figures: readonly F[]): readonly F[] {
  const seen = new Map<string, number>();
  return figures.map((figure) => {
    const before = seen.get(figure.name) ?? 0;
    seen.set(figure.name, before + 1);
    return before === 0
      ? figure
      : { ...figure, name: `${figure.name}_${before}`, label: `${figure.label} ${before + 1}` };
  });
}
