/** What callbacks share that watch a figure: which figures there are, and when one is better. */
import { byPlace } from '../../base/rank.ts';
import type { Logs, MetricDefinition } from '../define/index.ts';
import * as metrics from '../metrics/index.ts';
import { choice } from '../params.ts';
import type { PortSpec } from '../ports.ts';

export const callbackPorts = {
  inputs: [] as readonly PortSpec[],
  outputs: [
    { name: 'callback', kind: 'callback', help: 'Plug this into the callbacks of a Train node.' },
  ] as readonly PortSpec[],
};

const { first, ...types } = metrics;

/** Every figure that a run can measure beside its loss; the common ones first. */
const FIGURES = Object.values<MetricDefinition>(types)
  .toSorted(byPlace(first, ({ type }) => type))
  .map(({ figure, summary }) => ({ ...figure, help: summary }));

export const monitorParam = choice<string>(
  'val_loss',
  [
    { value: 'val_loss', help: 'The loss on the validation examples.' },
    { value: 'loss', help: 'The loss on the training examples; it says nothing about overfitting.' },
    ...FIGURES.flatMap(({ name, help }) => [
      { value: `val_${name}`, help: `On the validation examples: ${help}` },
      { value: name, help: `On the training examples: ${help}` },
    ]),
  ],
  { help: 'The figure to watch. Besides the loss it must be measured: by the loss, or by a metric wired to Train.' },
);

type Mode = 'auto' | 'min' | 'max';

export const modeParam = choice<Mode>(
  'auto',
  [
    { value: 'auto', help: 'What is better is told from the figure: less of a loss or error, more of a score.' },
    { value: 'min', help: 'Lower is better.' },
    { value: 'max', help: 'Higher is better.' },
  ],
  { help: 'Whether a lower or a higher figure is better.', advanced: true },
);

function wantsMore(mode: Mode, monitor: string): boolean {
  if (mode !== 'auto') return mode === 'max';
  const plain = monitor.replace(/^val_/, '');
  return FIGURES.some(({ name, better }) => name === plain && better === 'higher');
}

/** Whether a value is better than another by more than `delta`. */
export function beating(mode: Mode, monitor: string, delta: number): (value: number, reference: number) => boolean {
  const sign = wantsMore(mode, monitor) ? -1 : 1;
  return (value, reference) => sign * value + delta < sign * reference;
}

export const epochs = (n: number): string => (n === 1 ? '1 epoch' : `${n} epochs`);

/** Says that the figure is not there, what that means for the callback, and what to do. */
export function missing(type: string, monitor: string, logs: Logs, consequence: string): string {
  const found = Object.keys(logs);
  const unvalidated = monitor.startsWith('val_') && !found.some((name) => name.startsWith('val_'));
  const remedy = unvalidated
    ? 'Hold back validation examples in the data set, or watch another figure.'
    : 'Choose one of those as monitor.';
  return `${type} watches ${monitor}, but this run measures ${found.join(', ') || 'nothing'}. ${consequence} ${remedy}`;
}
