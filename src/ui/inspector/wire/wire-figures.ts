/** The figures of wires that carry no tensor: the same in the inspector and on the card that a wire shows of itself. */
import { compact, count } from '../../../base/format.ts';
import type { Carried } from '../../../compiler/types.ts';
import type { NodeId } from '../../../graph/types.ts';
import { OF_TRAINING } from '../../instruments/figure-help.ts';
import { useScheduleStep } from '../../pictures/schedule-picture.tsx';
import { useRunAmong } from '../../stores/run-of.ts';
import { shownLoss } from '../../stores/shown-loss.ts';
import type { ShownLoss } from '../../stores/shown-loss.ts';
import type { ShownMetric } from '../../stores/shown-metric.ts';

export interface WireFigure {
  readonly name: string;
  readonly value: string;
  /** What it means, in a line. */
  readonly help: string;
}

const figure = (value: number | undefined): string => (value === undefined ? '–' : compact(value));

const LOSS_OF: Readonly<Record<ShownLoss['of'], string>> = {
  epoch: 'Over the epoch that has just been completed.',
  batch: 'Of the latest batch.',
  probe: 'Of the batch that the wires are measured with, before training.',
};

/** @param programs those that the wire is for. */
export function useLossFigures(programs: readonly NodeId[]): readonly WireFigure[] {
  const logs = useRunAmong(programs, (run) => run.epochPoints.at(-1)?.logs);
  const value = useRunAmong(programs, (run) => shownLoss(run)?.value);
  const of = useRunAmong(programs, (run) => shownLoss(run)?.of) ?? 'epoch';
  return [
    { name: 'training loss', value: figure(value), help: LOSS_OF[of] },
    { name: 'validation loss', value: figure(logs?.['val_loss']), help: OF_TRAINING.heldOut },
  ];
}

type Schedule = Extract<Carried, { readonly what: 'schedule' }>;

export function useScheduleFigures({ schedule, start }: Schedule, programs: readonly NodeId[]): readonly WireFigure[] {
  const here = useScheduleStep(schedule);
  const rate = useRunAmong(programs, (run) => run.learningRate);
  if (here === undefined) return [{ name: 'at step 0', value: compact(start), help: OF_TRAINING.rate }];
  return [
    { name: 'learning rate now', value: figure(rate), help: OF_TRAINING.rate },
    { name: 'step', value: count(here), help: OF_TRAINING.step },
  ];
}

export const metricFigures = (shown: ShownMetric | undefined): readonly WireFigure[] => [
  { name: 'training', value: figure(shown?.value), help: OF_TRAINING.learned },
  { name: 'validation', value: figure(shown?.heldOut), help: OF_TRAINING.heldOut },
  ...(shown === undefined ? [] : [{ name: 'step', value: count(shown.step), help: OF_TRAINING.step }]),
];
