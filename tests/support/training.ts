/** Runs a program to its end (or to a fault) in Node and hands back what the trainer told. */
import type { Program } from '../../src/compiler/types.ts';
import type { BackendName } from '../../src/protocol/backends.ts';
import type { TrainerEvent } from '../../src/protocol/events.ts';
import type { Watch } from '../../src/protocol/instruments.ts';
import type { Listener } from '../../src/runtime/training/meters.ts';
import { Trainer } from '../../src/runtime/training/trainer.ts';
import type { TrainerOptions } from '../../src/runtime/training/trainer.ts';
import { nodeHost } from './node-host.ts';

export type EventOf<T extends TrainerEvent['type']> = Extract<TrainerEvent, { type: T }>;

export interface Recorder {
  readonly trainer: Trainer;
  readonly events: TrainerEvent[];
  all<T extends TrainerEvent['type']>(type: T): EventOf<T>[];
  last<T extends TrainerEvent['type']>(type: T): EventOf<T>;
}

export function record(
  program: Program,
  backend: BackendName | 'auto' = 'cpu',
  options: Partial<TrainerOptions> = {},
): Recorder {
  const events: TrainerEvent[] = [];
  const trainer = new Trainer(program, {
    backend,
    host: nodeHost,
    emit: (event) => void events.push(event),
    ...options,
  });
  const all = <T extends TrainerEvent['type']>(type: T) =>
    events.filter((event): event is EventOf<T> => event.type === type);
  return {
    trainer,
    events,
    all,
    last(type) {
      const event = all(type).at(-1);
      if (event === undefined) throw new Error(`No ${type} event; faults: ${JSON.stringify(all('fault'))}`);
      return event;
    },
  };
}

/** A listener that looks at these instruments and draws at once. */
export const lookingAt = (watch: Watch): Listener => ({ watches: (id) => watch[id], wants: (id) => watch[id] });

export async function trainToEnd(program: Program, backend: BackendName | 'auto' = 'cpu'): Promise<Recorder> {
  const recorder = record(program, backend);
  recorder.trainer.command({ type: 'start' });
  await recorder.trainer.settled();
  return recorder;
}
