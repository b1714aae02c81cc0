/*
 * The messages between page and worker. Every request that starts something carries a run id, and
 * every event carries the id of the run it belongs to, so that a late event of an abandoned run is
 * recognised and dropped.
 */
import type { Program } from '../compiler/types.ts';
import type { BackendName } from './backends.ts';
import type { TrainerCommand } from './commands.ts';
import type { TrainerEvent } from './events.ts';

export type RunId = string;

/** What the page currently looks at; nothing else is measured. */
export interface Watch {
  readonly frames: boolean;
  readonly output: boolean;
  /** Side of the decision-boundary grid in cells. */
  readonly resolution: number;
}

export type ToWorker =
  | { readonly type: 'load'; readonly run: RunId; readonly program: Program; readonly backend: BackendName | 'auto' }
  | { readonly type: 'command'; readonly run: RunId; readonly command: TrainerCommand }
  | { readonly type: 'watch'; readonly watch: Watch }
  /** The page has drawn the latest frame or output: the next one may be sent. */
  | { readonly type: 'ack'; readonly run: RunId; readonly of: 'frame' | 'output' | 'batch' }
  | { readonly type: 'ping'; readonly id: number };

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'event'; readonly run: RunId; readonly event: TrainerEvent }
  | { readonly type: 'pong'; readonly id: number }
  /** Something failed outside any run: an unhandled rejection, a message that could not be read. */
  | { readonly type: 'crash'; readonly message: string };
