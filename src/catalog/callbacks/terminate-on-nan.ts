import { defineCallback } from '../define/index.ts';
import { flag } from '../params.ts';
import { callbackPorts } from './monitor.ts';

export const terminateOnNaN = defineCallback({
  type: 'TerminateOnNaN',
  category: 'Callbacks',
  keras: { module: 'keras.callbacks' },
  summary: 'Ends the run when the loss is no longer a number.',
  description:
    'When steps are far too long the loss explodes until it is no number any more (NaN), and nothing can be learned from there on. Keras goes on training unless this callback is there. Edgewise always stops at such a step, keeps the last weights that were sound and says which layer broke first. So here it changes nothing; it is for graphs that come from Keras or go there.',
  formula: 'stop when the loss is NaN or infinite',
  keywords: ['nan', 'infinite', 'explode', 'diverge'],
  ...callbackPorts,
  params: {
    raise_error: flag(false, {
      advanced: true,
      help: 'In Keras: ends with an error instead of quietly. Has no effect here.',
    }),
  },
  start: () => ({
    epochEnd: (_epoch, { loss = 0 }) =>
      Number.isFinite(loss) ? {} : { stop: 'The loss is no longer a finite number.' },
    finish: () => ({}),
  }),
});
