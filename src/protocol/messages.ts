/*
 * The messages between page and worker. What starts something or tells of it carries the id of its run,
 * so that a late message of an abandoned run is recognised and dropped; ready, ping and pong are about the
 * worker alone. A crash is too: it ends all runs, and names the one loaded last, by which a late one is recognised.
 */
import type { Asset } from '../assets/asset.ts';
import type { Program } from '../compiler/types.ts';
import type { BackendName } from './backends.ts';
import type { Beginning, Checkpoint } from './checkpoint.ts';
import type { TrainerCommand } from './commands.ts';
import type { TrainerEvent } from './events.ts';
import type { InstrumentId, Watch } from './instruments.ts';
import type { StepMode } from './step-mode.ts';

export type RunId = string;

/** Messages that come so often that a slow page must keep up: each is acknowledged when it has been drawn. */
export type Stream = InstrumentId | 'batch';

/** What a run may be told besides its program. */
export interface RunOptions extends Beginning {
  /** How steps are computed; `fast` unless said. */
  readonly steps?: StepMode;
  /** The user's own data that the program names. */
  readonly assets?: readonly Asset[];
}

export type ToWorker =
  | ({
      readonly type: 'load';
      readonly run: RunId;
      readonly program: Program;
      readonly backend: BackendName | 'auto';
      readonly watch: Watch;
      /** It trains beside the runs that are loaded already; otherwise they end. */
      readonly beside?: boolean;
      /** Go on from here: the worker before this one died. */
      readonly resume?: Checkpoint;
    } & RunOptions)
  | { readonly type: 'command'; readonly run: RunId; readonly command: TrainerCommand }
  | { readonly type: 'watch'; readonly run: RunId; readonly watch: Watch }
  /** The page has drawn the latest message of this stream: the next one may be sent. */
  | { readonly type: 'ack'; readonly run: RunId; readonly of: Stream }
  /** The page wants to save what training has reached. */
  | { readonly type: 'snapshot'; readonly run: RunId }
  | { readonly type: 'ping'; readonly id: number };

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'event'; readonly run: RunId; readonly event: TrainerEvent }
  /** Epochs that have ended since the last message of this kind. */
  | {
      readonly type: 'epochs';
      readonly run: RunId;
      readonly events: readonly Extract<TrainerEvent, { type: 'epoch' }>[];
    }
  | { readonly type: 'snapshot'; readonly run: RunId; readonly checkpoint: Checkpoint | undefined }
  | { readonly type: 'pong'; readonly id: number }
  /** Something failed outside the trainer: an unhandled rejection, a message that could not be read. */
  | { readonly type: 'crash'; readonly run: RunId | undefined; readonly message: string };
