/** The curves in one sentence, for people who listen to them. */
import { compact, count } from '../../../base/format.ts';
import type { EpochPoint } from '../../stores/types.ts';
import { bestEpoch, firstNonFinite } from './curve-data.ts';
import type { CurveRun } from './curve-data.ts';

/** `value` of an epoch by Keras' name, if it is a finite number. */
export const logOf = (point: EpochPoint | undefined, name: string): number | undefined => {
  const value = point?.logs[name];
  return value !== undefined && Number.isFinite(value) ? value : undefined;
};

/** What the three plots show, e.g. “After 41 epochs the training loss is 0.041 (0.81 after the first) …”. */
export function describeCurves(run: CurveRun): string {
  const { epochPoints, batches, metric } = run;
  const last = epochPoints.at(-1);
  const broken = firstNonFinite(run);
  const gap = broken === undefined ? '' : ` From step ${count(broken)} on the loss is not a finite number.`;
  if (last === undefined) {
    const batch = batches.at(-1);
    if (batch === undefined) return 'No training yet.';
    return `In the first epoch, step ${count(batch.step)}: the loss of the latest batch is ${compact(batch.loss)}.${gap}`;
  }
  const [loss, first, held, best] = [
    logOf(last, 'loss'),
    logOf(epochPoints[0], 'loss'),
    logOf(last, 'val_loss'),
    bestEpoch(epochPoints),
  ];
  const parts = [
    `${after(last)} the training loss is ${loss === undefined ? 'not a finite number' : compact(loss)}`,
    last.epoch > 1 && first !== undefined ? ` (${compact(first)} after the first)` : '',
    held === undefined ? '' : `, the validation loss ${compact(held)}`,
    best === undefined || best === last
      ? ''
      : ` (lowest at epoch ${best.epoch}: ${compact(logOf(best, 'val_loss') ?? 0)})`,
    metricWords(last, metric),
    endWords(run),
  ];
  return `${parts.join('')}.${gap}`;
}

/** A figure of the latest epoch alone, by Keras' name, for cards: “After 60 epochs 0.0696, validation 0.0376.” */
export function figureInBrief(run: CurveRun, name: string): string {
  const last = run.epochPoints.at(-1);
  const [figure, held] = [logOf(last, name), logOf(last, `val_${name}`)];
  if (last === undefined || figure === undefined) return describeCurves(run);
  return `${after(last)} ${compact(figure)}${held === undefined ? '' : `, validation ${compact(held)}`}.`;
}

/** The loss with where it was lowest, for cards with room for that: “… The validation loss was lowest at epoch 55: 0.0371.” */
export function lossInBrief(run: CurveRun): string {
  const best = bestEpoch(run.epochPoints);
  const lowest = best === undefined || best === run.epochPoints.at(-1) ? undefined : logOf(best, 'val_loss');
  const where = ` The validation loss was lowest at epoch ${best?.epoch}: ${compact(lowest ?? 0)}.`;
  return `${figureInBrief(run, 'loss')}${lowest === undefined ? '' : where}`;
}

const after = ({ epoch }: EpochPoint): string => (epoch === 1 ? 'After 1 epoch' : `After ${count(epoch)} epochs`);

/** The metric alone: “After 18 epochs accuracy is 0.997 in training and 0.974 in validation, on the test examples 0.978.” */
export function describeMetric(run: CurveRun): string {
  const { epochPoints, metric, done } = run;
  const last = epochPoints.at(-1);
  const words = last === undefined ? '' : metricWords(last, metric);
  if (last === undefined || words === '') return describeCurves(run);
  const test = metric === undefined ? undefined : done?.logs[`test_${metric.name}`];
  return `${after(last)} ${words.replace(/^; /, '')}${test === undefined ? '' : `, on the test examples ${compact(test)}`}.`;
}

/** The learning rate alone: “The learning rate began at 0.03 and is 1.3e-3 now.” */
export function describeRate({ batches, epochPoints }: CurveRun): string {
  const rates = [...epochPoints, ...batches]
    .toSorted((a, b) => a.step - b.step)
    .map(({ learningRate }) => learningRate);
  const [first, now] = [rates[0], rates.at(-1)];
  if (first === undefined || now === undefined) return 'No training yet.';
  return rates.every((rate) => rate === now)
    ? `The learning rate is ${compact(now)} throughout.`
    : `The learning rate began at ${compact(first)} and is ${compact(now)} now.`;
}

/** What the marks and the test split say at the end. */
function endWords({ done, epochPoints }: CurveRun): string {
  if (done === undefined) return '';
  const test = done.logs['test_loss'];
  return [
    test === undefined ? '' : `; the test loss is ${compact(test)}`,
    done.reason === 'earlyStopping' ? `; stopped early after epoch ${epochPoints.at(-1)?.epoch ?? 0}` : '',
    done.restoredEpoch === undefined ? '' : `; the weights of epoch ${done.restoredEpoch} were put back`,
  ].join('');
}

function metricWords(last: EpochPoint, metric: CurveRun['metric']): string {
  if (metric === undefined) return '';
  const [train, held] = [logOf(last, metric.name), logOf(last, `val_${metric.name}`)];
  if (train === undefined && held === undefined) return '';
  const label = metric.label.toLowerCase();
  if (held === undefined || train === undefined) return `; ${label} is ${compact(train ?? held ?? 0)}`;
  return `; ${label} is ${compact(train)} in training and ${compact(held)} in validation`;
}
