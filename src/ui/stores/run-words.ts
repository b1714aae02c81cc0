/* What is said about a run, for people who do not watch the figures. */
import type { TrainerEvent } from '../../protocol/events.ts';
import type { Fault } from '../../protocol/fault.ts';
import type { Restart } from '../../session/page/client.ts';
import { count, trueMinus } from '../../base/format.ts';
import { shownLoss } from './shown-loss.ts';
import type { DocumentState, RunState, ViewState } from './types.ts';

interface Spoken {
  readonly text: string;
  readonly tone: ViewState['announcement']['tone'];
}

/** What happened and what to do, for behind "Training stopped": that is not said again. */
export const faultWords = ({ message, hint }: Pick<Fault, 'message' | 'hint'>): string =>
  `${message.replace(/^Training stopped at/, 'At')} ${hint}`;

/** The announcement for an event; most events pass in silence. */
export function spokenEvent(event: TrainerEvent, run: RunState): Spoken | undefined {
  switch (event.type) {
    case 'state':
      return stateWords(event.state, run);
    case 'prepared':
      // A run that goes on where it was has been spoken of.
      return event.resumed === undefined
        ? { text: `Training on ${backendLabel(event.backend)}.`, tone: 'quiet' }
        : undefined;
    case 'fault':
      return { text: `Training stopped. ${faultWords(event.fault)}`, tone: 'warning' };
    case 'done':
      return { text: `Training finished. ${event.detail}`.trim(), tone: 'quiet' };
    case 'log':
      return event.level === 'warning' ? { text: event.message, tone: 'info' } : undefined;
    case 'steps':
    case 'batch':
    case 'epoch':
    case 'reading':
    case 'checkpoint':
    case 'patience':
      return undefined;
    default:
      return event satisfies never;
  }
}

function stateWords(state: RunState['state'], run: RunState): Spoken | undefined {
  if (state !== 'paused') return undefined;
  const loss = shownLoss(run);
  const figure = loss === undefined ? '' : `, loss ${trueMinus(loss.value.toPrecision(3))}`;
  return { text: `Paused at epoch ${run.epoch}, step ${run.step}${figure}.`, tone: 'quiet' };
}

/** What is said when a dead worker was replaced. `running`: training goes on by itself. */
export function restartWords({ why, from }: Restart, running: boolean): string {
  if (from === undefined) {
    const again = running ? 'Training starts again from the beginning' : 'The run is at its beginning again';
    return `${why} ${again}: no weights had been kept yet.`;
  }
  const step = `step ${count(from.step)}`;
  return running ? `${why} Training goes on from ${step}.` : `${why} The run stands at ${step} again.`;
}

/** Why nothing can be trained: the first error, or that the Train node is missing. */
export function whyNoProgram({ compilation }: DocumentState): string {
  const error = compilation.diagnostics.find(({ severity }) => severity === 'error');
  if (error === undefined)
    return 'There is nothing to train yet: add a Train node and wire a loss and an optimizer to it.';
  return `This graph cannot train yet. ${error.message} ${error.hint}`;
}

const LABELS = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM', cpu: 'CPU', auto: 'Automatic' } as const;

/** How a backend is written on the page. */
export const backendLabel = (backend: keyof typeof LABELS): string => LABELS[backend];
