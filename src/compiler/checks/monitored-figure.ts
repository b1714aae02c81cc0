/** A callback can only watch a figure that the run measures. */
import { metricsOf } from '../program/draft.ts';
import type { Draft } from '../program/draft.ts';
import { setParam } from '../fixes/fix-commands.ts';
import { nameOf } from '../graph.ts';
import type { NodeOf } from '../graph.ts';
import type { Diagnostic, Fix } from '../types.ts';
import type { Check } from './check.ts';

/** Share held back when a fix has to choose one: the usual fifth. */
const VALIDATION = 0.2;

export const monitoredFigure: Check = ({ draft }) =>
  draft.callbacks.flatMap((callback): readonly Diagnostic[] => {
    const figure = callback.definition.monitors?.(callback.params);
    const { data } = draft;
    const metrics = metricsOf(draft);
    if (figure === undefined || data === undefined || metrics === undefined) return [];
    const measured = ['loss', ...metrics.map(({ name }) => name)];
    const plain = figure.replace(/^val_/, '');
    const held = data.validationRows > 0;
    if (!measured.includes(plain))
      return [unknown(callback, figure, held ? measured.flatMap((name) => [`val_${name}`, name]) : measured)];
    return plain === figure || held ? [] : [noValidation(callback, figure, plain, data)];
  });

function unknown(callback: NodeOf<'callback'>, figure: string, measured: readonly string[]): Diagnostic {
  const [best] = measured;
  return {
    severity: 'warning',
    code: 'unknown-figure',
    node: callback.id,
    message: `${nameOf(callback)} watches ${figure}, but this run measures ${measured.join(', ')}.`,
    hint: 'It will do nothing. Watch a figure that is measured.',
    fixes: best === undefined ? [] : watch(callback, figure, best),
  };
}

const noValidation = (
  callback: NodeOf<'callback'>,
  figure: string,
  plain: string,
  data: NonNullable<Draft['data']>,
): Diagnostic => {
  const { node } = data;
  const hold: readonly Fix[] = Object.hasOwn(node.params, 'validation_fraction')
    ? [
        {
          label: `Hold back ${VALIDATION * 100} % of ${node.id}`,
          command: setParam(node.id, 'validation_fraction', VALIDATION),
        },
      ]
    : [];
  return {
    severity: 'warning',
    code: 'no-validation',
    node: callback.id,
    message: `${nameOf(callback)} watches ${figure}, but ${nameOf(node)} holds back no validation examples.`,
    hint: 'It will do nothing. Hold back some examples, or watch a figure of the training examples.',
    fixes: [...hold, ...watch(callback, figure, plain)],
  };
};

/** Sets the param that names the watched figure. */
function watch({ id, params, definition }: NodeOf<'callback'>, figure: string, wanted: string): readonly Fix[] {
  const param = Object.keys(params).find((name) => params[name] === figure);
  if (param === undefined || definition.params[param]?.safeParse(wanted).success !== true) return [];
  return [{ label: `Watch ${wanted}`, command: setParam(id, param, wanted) }];
}
