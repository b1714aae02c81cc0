/*
 * Keras 3's ModelCheckpoint. Keras writes files; here the weights are kept in the run, and the command line writes
 * them. A figure that is not finite is never the best.
 */
import { NOT_VERBOSE } from '../left-out.ts';
import type { CallbackVerdict } from '../define/index.ts';
import { defineCallback } from '../define/index.ts';
import { flag, optionalReal, text } from '../params.ts';
import { beating, callbackPorts, missing, modeParam, monitorParam } from './monitor.ts';

export const modelCheckpoint = defineCallback({
  type: 'ModelCheckpoint',
  category: 'Callbacks',
  keras: {
    module: 'keras.callbacks',
    positional: ['filepath'],
    without: {
      ...NOT_VERBOSE,
      save_freq: 'The weights are looked at at the end of an epoch, when there is a figure to judge by.',
    },
  },
  summary: 'Keeps a copy of the weights of the best epoch.',
  description:
    'Watches one figure after every epoch and keeps a copy of the weights whenever it is better than ever before. The run itself goes on with its own weights, to the end. A training that goes on too long can so be judged by its best moment. The command line writes the kept weights where it writes weights; to go on with them in the network itself, use EarlyStopping with restore_best_weights.',
  formula: 'keep the weights when value < best',
  keywords: ['save', 'best weights', 'backup'],
  ...callbackPorts,
  params: {
    filepath: text('best.keras', {
      advanced: true,
      help: 'In Keras: the file to write. Here the weights are kept in the run.',
    }),
    monitor: monitorParam,
    save_best_only: flag(false, { help: 'Keeps the weights of the best epoch; otherwise those of the latest one.' }),
    save_weights_only: flag(false, {
      advanced: true,
      help: 'In Keras: the file holds the weights without the model. Here it makes no difference.',
    }),
    mode: modeParam,
    initial_value_threshold: optionalReal({
      advanced: true,
      help: 'Nothing is kept until the figure is better than this.',
    }),
  },
  card: ['monitor', 'save_best_only'],
  refuses: ({ filepath, save_weights_only }) => {
    const wanted = save_weights_only ? '.weights.h5' : '.keras';
    if (filepath.endsWith(wanted) || (!save_weights_only && filepath.endsWith('.h5'))) return undefined;
    return {
      message: `filepath must end in ${wanted}, found ${filepath === '' ? 'nothing' : filepath}.`,
      remedies: [{ label: `Use best${wanted}`, params: { filepath: `best${wanted}` } }],
    };
  },
  monitors: ({ monitor, save_best_only }) => (save_best_only ? monitor : 'loss'),
  start({ monitor, save_best_only, mode, initial_value_threshold }) {
    const beats = beating(mode, monitor, 0);
    let best = initial_value_threshold;
    let warned = false;
    return {
      epochEnd(_epoch, logs): CallbackVerdict {
        if (!save_best_only) return { keep: true };
        const value = logs[monitor];
        if (value === undefined) {
          if (warned) return {};
          warned = true;
          return { warning: missing('ModelCheckpoint', monitor, logs, 'It will keep no weights.') };
        }
        if (!Number.isFinite(value) || (best !== null && !beats(value, best))) return {};
        best = value;
        return { keep: true };
      },
      finish: () => ({}),
    };
  },
});
