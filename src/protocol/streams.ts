import type { TrainerEvent } from './events.ts';
import type { Stream } from './messages.ts';

/** The stream an event belongs to: one that comes so often that it waits for the page. Others are sent at once. */
export function streamOf(event: TrainerEvent): Stream | undefined {
  switch (event.type) {
    case 'reading':
      return event.instrument;
    case 'batch':
      return 'batch';
    case 'state':
    case 'prepared':
    case 'steps':
    case 'epoch':
    case 'checkpoint':
    case 'patience':
    case 'log':
    case 'fault':
    case 'done':
      return undefined;
    default:
      return event satisfies never;
  }
}

/** Whether it says how training goes, and nothing of what is going on. */
export const isFigure = ({ type }: TrainerEvent): boolean => type === 'batch' || type === 'epoch' || type === 'reading';
