/*
 * Keras 3's EarlyStopping, epoch for epoch, with one deliberate difference: a figure that is NaN or
 * infinite is never the best. In Keras a NaN in the first watched epoch becomes the best, nothing can
 * beat it, and its broken weights are put back at the end. Here it counts as an epoch without
 * improvement, and only weights of a finite epoch are ever kept.
 */
import type { CallbackVerdict } from '../define/index.ts';
import { defineCallback } from '../define/index.ts';
import { flag, integer, optionalReal, real } from '../params.ts';
import { beating, callbackPorts, epochs, missing, modeParam, monitorParam } from './monitor.ts';
import { NOT_VERBOSE } from '../left-out.ts';

export const earlyStopping = defineCallback({
  type: 'EarlyStopping',
  category: 'Callbacks',
  keras: { module: 'keras.callbacks', without: NOT_VERBOSE },
  summary: 'Ends the run when it stops getting better.',
  description:
    'Watches one figure after every epoch, usually the loss on validation examples, and stops when it has not improved for patience epochs. A network that trains too long begins to learn its training examples by heart: the training loss still falls while the validation loss rises. With restore_best_weights the weights of the best epoch are put back at the end, even if the run was not stopped early. The figure wobbles from epoch to epoch, so a patience of 0 usually stops far too soon; 5 to 20 is a better start.',
  formula: 'stop when patience epochs have passed without value < best − min_delta',
  keywords: ['overfitting', 'patience', 'regularisation'],
  ...callbackPorts,
  params: {
    monitor: monitorParam,
    min_delta: real(0, {
      min: 0,
      max: 1e6,
      step: 0.001,
      help: 'A change must be larger than this to count as better.',
    }),
    patience: integer(0, { min: 0, max: 1e6, help: 'How many epochs without improvement are waited for.' }),
    mode: modeParam,
    baseline: optionalReal({
      advanced: true,
      help: 'A value the figure has to beat: as long as it does not, patience runs out even while the figure improves.',
    }),
    restore_best_weights: flag(false, { help: 'Puts the weights of the best epoch back at the end of the run.' }),
    start_from_epoch: integer(0, {
      min: 0,
      max: 1e6,
      advanced: true,
      help: 'Epochs to let pass before watching begins, for runs that start unsteadily.',
    }),
  },
  beginsWith: { patience: 10 },
  card: ['monitor', 'patience', 'restore_best_weights'],
  monitors: ({ monitor }) => monitor,
  start({ monitor, min_delta, patience, mode, baseline, restore_best_weights, start_from_epoch }) {
    const beats = beating(mode, monitor, min_delta);
    let wait = 0;
    let best: { readonly epoch: number; readonly value: number } | undefined;
    let warned = false;

    const stopped = (): string => {
      if (best === undefined) return `${monitor} has not been a finite number for ${epochs(wait)}.`;
      const failed =
        baseline === null || beats(best.value, baseline) ? 'improved enough' : `beaten the baseline of ${baseline}`;
      const reached = `the best was ${Number(best.value.toPrecision(4))} in epoch ${best.epoch + 1}`;
      return `${monitor} has not ${failed} for ${epochs(wait)}; ${reached}.`;
    };

    return {
      epochEnd(epoch, logs): CallbackVerdict {
        const value = logs[monitor];
        if (value === undefined) {
          if (warned) return {};
          warned = true;
          return { warning: missing('EarlyStopping', monitor, logs, 'It will not stop the run.') };
        }
        if (epoch < start_from_epoch) return {};
        wait += 1;
        if (Number.isFinite(value) && (best === undefined || beats(value, best.value))) {
          best = { epoch, value };
          // Beating the best is not enough where a baseline is set: it must be beaten too.
          if (baseline === null || beats(value, baseline)) wait = 0;
          return restore_best_weights ? { best: true } : {};
        }
        return wait >= patience && epoch > 0 ? { stop: stopped() } : {};
      },
      finish: () => (restore_best_weights && best !== undefined ? { restoreEpoch: best.epoch } : {}),
    };
  },
});
