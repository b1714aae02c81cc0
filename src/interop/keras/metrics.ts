/** What Keras measures beside the loss: what the loss brings along, then what is wired. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { KerasObject, Program } from '../../compiler/types.ts';
import { asKeras } from './keras-parts.ts';

export interface KerasMetric {
  /** One of its classes, or a name that it knows. */
  readonly keras: KerasObject | string;
  /** What the figure is called in the history. */
  readonly name: string;
  /** Another figure has the plain name already. */
  readonly again: boolean;
}

/** A wired metric takes the place of one of the same name that the loss brings along. */
export function metricsForKeras(program: Program, catalog: Catalog): readonly KerasMetric[] {
  const seen = new Map<string, number>();
  const wired = program.metrics.map(({ type, keras }): KerasMetric => {
    const { name } = catalog.expect(type, 'metric').figure;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return { keras: asKeras(keras, catalog), name: before === 0 ? name : `${name}_${before}`, again: before > 0 };
  });
  return [
    ...broughtByLoss(program, catalog)
      .filter((name) => !seen.has(name))
      .map((name) => ({ keras: name, name, again: false })),
    ...wired,
  ];
}

/** Keras would round logits as if they were probabilities, so only what does not care is measured on them. */
function broughtByLoss({ loss, data }: Program, catalog: Catalog): readonly string[] {
  const definition = catalog.expect(loss.type, 'loss');
  const onLogits = definition.fromLogits?.(loss.params) === true;
  return definition
    .metrics(loss.params, data.encoding)
    .filter(({ beforeSoftmax, ours }) => ours !== true && (!onLogits || beforeSoftmax === true))
    .map(({ name }) => name);
}
