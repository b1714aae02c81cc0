/* What is said about a run, for people who do not watch the figures. */
import type { TrainerEvent } from '../../protocol/events.ts';
import type { RunState, ViewState } from './types.ts';

interface Spoken {
  readonly text: string;
  readonly tone: ViewState['announcement']['tone'];
}

/** The announcement for an event; most events pass in silence. */
export function spokenEvent(event: TrainerEvent, run: RunState): Spoken | undefined {
  switch (event.type) {
    case 'state':
      return stateWords(event.state, run);
    case 'prepared':
      return { text: `Training on ${backendLabel(event.backend)}.`, tone: 'quiet' };
    case 'fault':
      return { text: `Training stopped. ${event.fault.message} ${event.fault.hint}`, tone: 'warning' };
    case 'done':
      return { text: `Training finished. ${event.detail}`.trim(), tone: 'quiet' };
    case 'log':
      return event.level === 'warning' ? { text: event.message, tone: 'info' } : undefined;
    case 'batch':
    case 'epoch':
    case 'frame':
    case 'output':
      return undefined;
    default:
      return event satisfies never;
  }
}

function stateWords(state: RunState['state'], run: RunState): Spoken | undefined {
  if (state !== 'paused') return undefined;
  const loss = run.batches.at(-1)?.loss;
  const figure = loss === undefined ? '' : `, loss ${loss.toPrecision(3)}`;
  return { text: `Paused at epoch ${run.epoch}, step ${run.step}${figure}.`, tone: 'quiet' };
}

const LABELS = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM', cpu: 'CPU', auto: 'Automatic' } as const;

/** How a backend is written on the page. */
export const backendLabel = (backend: keyof typeof LABELS): string => LABELS[backend];
