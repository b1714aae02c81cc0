/*
 * The message that is to be seen: the newest, but no warning gives way to mere information. One at a time has
 * room above the cards; all of them are announced, whether seen or not. It ends by itself: when it has been there
 * long enough to be read twice, when another document is opened, and a warning also when the graph is changed
 * or training starts, for what it said is over then. It does not end under the pointer or the keyboard focus.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocumentState, RunState, ViewState } from '../stores/types.ts';

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'info' | 'warning';
}

export interface NoticesState {
  readonly notice: Notice | undefined;
  close(): void;
  /** Stops its time while somebody is at it; with `false` its time begins anew. */
  hold(held: boolean): void;
}

const STAY = { info: 4_000, warning: 10_000 } as const;
const PER_CHARACTER = 60;

/** Long enough to read the text twice; a warning also waits to be noticed. */
export const timeOf = ({ text, tone }: Notice): number => STAY[tone] + text.length * PER_CHARACTER;

type Followed<T> = Pick<StoreApi<T>, 'getState' | 'subscribe'>;

export function createNotices(
  view: Followed<Pick<ViewState, 'announcement'>>,
  documents: Followed<Pick<DocumentState, 'document' | 'opened'>>,
  run: Followed<Pick<RunState, 'state'>>,
): StoreApi<NoticesState> {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const store = createStore<NoticesState>()((set, get) => ({
    notice: undefined,
    close() {
      clearTimeout(timer);
      set({ notice: undefined });
    },
    hold(held) {
      const { notice, close } = get();
      clearTimeout(timer);
      if (!held && notice !== undefined) timer = setTimeout(close, timeOf(notice));
    },
  }));

  const show = ({ id, text, tone }: ViewState['announcement']) => {
    const { notice, hold } = store.getState();
    if (tone === 'quiet' || text === '' || (tone === 'info' && notice?.tone === 'warning')) return;
    store.setState({ notice: { id, text, tone } });
    hold(false);
  };
  const endWarning = () => {
    const { notice, close } = store.getState();
    if (notice?.tone === 'warning') close();
  };

  view.subscribe(({ announcement }, before) => {
    if (announcement !== before.announcement) show(announcement);
  });
  documents.subscribe((now, before) => {
    if (now.opened !== before.opened) store.getState().close();
    else if (now.document !== before.document) endWarning();
  });
  run.subscribe(({ state }, before) => {
    if (state !== before.state && (state === 'preparing' || state === 'running')) endWarning();
  });
  show(view.getState().announcement);
  return store;
}
