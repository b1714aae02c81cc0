/*
 * Keras 3's ReduceLROnPlateau, epoch for epoch. As with EarlyStopping a figure that is not finite is never the best.
 */
import type { CallbackVerdict } from '../define/index.ts';
import { defineCallback } from '../define/index.ts';
import { integer, real } from '../params.ts';
import { beating, callbackPorts, missing, modeParam, monitorParam } from './monitor.ts';
import { NOT_VERBOSE } from '../left-out.ts';

export const reduceLROnPlateau = defineCallback({
  type: 'ReduceLROnPlateau',
  category: 'Callbacks',
  keras: { module: 'keras.callbacks', without: NOT_VERBOSE },
  summary: 'Lowers the learning rate when the run stops getting better.',
  description:
    'Watches one figure after every epoch. When it has not improved for patience epochs, the learning rate is multiplied by factor: often the steps have become too long to settle, and shorter ones find further down. It needs no plan of the run’s length, unlike a schedule. After a cut, cooldown epochs pass before it counts again. With a schedule wired, the whole rest of the schedule is scaled.',
  formula: 'lr = max(lr·factor, min_lr) after patience epochs without value < best − min_delta',
  keywords: ['learning rate', 'plateau', 'decay', 'patience'],
  ...callbackPorts,
  params: {
    monitor: monitorParam,
    factor: real(0.1, { min: 0, max: 0.999999, step: 0.05, help: 'What is left of the learning rate after a cut.' }),
    patience: integer(10, { min: 0, max: 1e6, help: 'How many epochs without improvement are waited for.' }),
    mode: modeParam,
    min_delta: real(1e-4, {
      min: 0,
      max: 1e6,
      step: 0.001,
      advanced: true,
      help: 'A change must be larger than this to count as better.',
    }),
    cooldown: integer(0, { min: 0, max: 1e6, advanced: true, help: 'Epochs to let pass after a cut.' }),
    min_lr: real(0, {
      min: 0,
      max: 1e6,
      step: 0.0001,
      advanced: true,
      help: 'The learning rate is not lowered below this.',
    }),
  },
  card: ['monitor', 'factor', 'patience'],
  changesRate: true,
  monitors: ({ monitor }) => monitor,
  start({ monitor, factor, patience, mode, min_delta, cooldown, min_lr }) {
    const beats = beating(mode, monitor, min_delta);
    let best: number | undefined;
    let wait = 0;
    let cooling = 0;
    let warned = false;
    return {
      epochEnd(_epoch, logs, learningRate): CallbackVerdict {
        const value = logs[monitor];
        if (value === undefined) {
          if (warned) return {};
          warned = true;
          return { warning: missing('ReduceLROnPlateau', monitor, logs, 'It will not lower the learning rate.') };
        }
        if (cooling > 0) {
          cooling -= 1;
          wait = 0;
        }
        if (Number.isFinite(value) && (best === undefined || beats(value, best))) {
          best = value;
          wait = 0;
          return {};
        }
        if (cooling > 0) return {};
        wait += 1;
        if (wait < patience || learningRate <= min_lr) return {};
        cooling = cooldown;
        wait = 0;
        return { learningRate: Math.max(learningRate * factor, min_lr) };
      },
      finish: () => ({}),
    };
  },
});
