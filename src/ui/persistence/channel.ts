/* What the tabs that have one draft open say to each other. */
import type { History } from '../../graph/history.ts';

export type Message =
  /** A follower has come, and asks what there is to see. */
  | { readonly type: 'hello' }
  /** The leader shows what the document has become, as a graph file. */
  | { readonly type: 'shown'; readonly text: string }
  /** A follower wants to lead. */
  | { readonly type: 'give' }
  /** The leader has written everything and changes nothing more; its steps come along for undo. */
  | { readonly type: 'given'; readonly history: History };

export interface Channel {
  post(message: Message): void;
  close(): void;
}

/** Undefined where tabs cannot talk. */
export type OpenChannel = (draft: string, hear: (message: Message) => void) => Channel | undefined;

export const broadcast: OpenChannel = (draft, hear) => {
  if (typeof BroadcastChannel === 'undefined') return undefined;
  const channel = new BroadcastChannel(`edgewise-draft-${draft}`);
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => hear(data));
  return { post: (message) => channel.postMessage(message), close: () => channel.close() };
};
