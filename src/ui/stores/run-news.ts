/** What the session tells of the loaded run, written into the page's state and spoken of where it matters. */
import type { StoreApi } from 'zustand/vanilla';
import type { SessionHandlers } from '../../session/client.ts';
import { applyEvent, failed, restarted } from './run-events.ts';
import { loadedRun, onLost } from './run-link.ts';
import type { RunLink } from './run-link.ts';
import { restartWords, spokenEvent } from './run-words.ts';
import type { RunState, ViewState } from './types.ts';

interface Page {
  readonly store: StoreApi<RunState>;
  readonly announce: ViewState['announce'];
  readonly now: () => number;
  link(): RunLink;
  setLink(link: RunLink): void;
}

export function newsFor({ store, announce, now, link, setLink }: Page): SessionHandlers {
  return {
    onEvent(run, event) {
      const loaded = loadedRun(link());
      if (run !== loaded?.run) return;
      // What happens behind the scenes is not announced as a run.
      const ahead = link().is === 'ahead';
      if (ahead && event.type === 'state' && event.state === 'preparing') return;
      const { resuming } = store.getState();
      store.setState(applyEvent(store.getState(), event, { run, program: loaded.program, at: now() }));
      if (ahead && event.type === 'prepared') return;
      // A new worker rests before it goes on, and where the run stands has been said.
      if (resuming && event.type === 'state' && event.state === 'paused') return;
      const spoken = spokenEvent(event, store.getState());
      if (spoken !== undefined) announce(spoken.text, spoken.tone);
    },
    onRestart(run, restart) {
      if (run !== loadedRun(link())?.run || link().is === 'ahead') return;
      const { state } = store.getState();
      store.setState(restarted(store.getState(), restart.from));
      announce(restartWords(restart, state === 'running' || state === 'preparing'), 'info');
    },
    onCrash(run, message) {
      if (run !== loadedRun(link())?.run) return;
      const { is } = link();
      setLink(onLost(link()));
      // Nobody has asked to train it: told when somebody does, and it fails again.
      if (is === 'ahead') return;
      const hint = 'Your graph is safe. Press Train to start again.';
      store.setState(failed({ code: 'crash', message, hint }));
      announce(`Training stopped unexpectedly: ${message} ${hint}`, 'warning');
    },
  };
}
