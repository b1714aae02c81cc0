/** What the session tells of the loaded run, written into the page's state and spoken of where it matters. */
import type { StoreApi } from 'zustand/vanilla';
import type { TrainerEvent } from '../../protocol/events.ts';
import type { RunId } from '../../protocol/messages.ts';
import { isFigure } from '../../protocol/streams.ts';
import type { SessionHandlers } from '../../session/page/client.ts';
import type { Breath } from './breath.ts';
import { gather } from './gather.ts';
import { applyEvent, failed, restarted } from './run-events.ts';
import { loadedRun, onLost } from './run-link.ts';
import type { RunLink } from './run-link.ts';
import { faultWords, restartWords, spokenEvent } from './run-words.ts';
import { sideAfter, sideLost, sideRestarted } from './side-runs.ts';
import type { RunState, ViewState } from './types.ts';

interface Page {
  readonly store: StoreApi<RunState>;
  readonly announce: ViewState['announce'];
  readonly now: () => number;
  /** Says when figures are drawn, of which a small network has fifty a second; without it each is drawn when it comes. */
  readonly breath: Breath | undefined;
  link(): RunLink;
  setLink(link: RunLink): void;
}

interface Heard {
  readonly run: RunId;
  readonly event: TrainerEvent;
  readonly at: number;
}

/** Nothing is written where the side runs are as they were. */
const withSide = (change: Partial<RunState>, side: RunState['side'], before: RunState['side']): Partial<RunState> =>
  side === before ? change : { ...change, side };

export interface RunNews extends SessionHandlers {
  /** Writes what was heard and waits to be drawn: call before what it belongs to is cleared. */
  flush(): void;
}

export function newsFor({ store, announce, now, breath, link, setLink }: Page): RunNews {
  const hear = ({ run, event, at }: Heard) => {
    const loaded = loadedRun(link());
    if (run !== loaded?.run) return hearBeside(run, event, at);
    // What happens behind the scenes is not announced as a run.
    const ahead = link().is === 'ahead';
    if (ahead && event.type === 'state' && event.state === 'preparing') return;
    const { resuming } = store.getState();
    store.setState(applyEvent(store.getState(), event, { run, program: loaded.program, at }));
    if (ahead && event.type === 'prepared') return;
    // A new worker rests before it goes on, and where the run stands has been said.
    if (resuming && event.type === 'state' && event.state === 'paused') return;
    const spoken = spokenEvent(event, store.getState());
    if (spoken !== undefined) announce(spoken.text, spoken.tone);
  };
  const hearBeside = (run: RunId, event: TrainerEvent, at: number) => {
    if (link().is === 'ahead' && event.type === 'state' && event.state === 'preparing') return;
    const { side } = store.getState();
    const next = sideAfter(side, run, event, at);
    if (next === side) return;
    store.setState({ side: next });
    if (event.type !== 'fault') return;
    const program = next.find((facts) => facts.run === run)?.program ?? '';
    announce(`${program} stopped. ${faultWords(event.fault)}`, 'warning');
  };
  /** Figures change nothing but the state, which is written once for all of them: whoever follows it draws once. */
  const write = (bundle: readonly Heard[]) => {
    const loaded = loadedRun(link());
    if (loaded === undefined) return;
    const { run: id, program } = loaded;
    const facts = store.getState();
    let change: Partial<RunState> = {};
    for (const { run, event, at } of bundle) {
      if (run === id) change = { ...change, ...applyEvent({ ...facts, ...change }, event, { run, program, at }) };
      else change = withSide(change, sideAfter(change.side ?? facts.side, run, event, at), facts.side);
    }
    store.setState(change);
  };
  const figures = gather<Heard>(
    () => breath?.rest() ?? 0,
    (bundle) => (breath === undefined ? write(bundle) : breath.draw(() => write(bundle))),
    () => breath?.waits() ?? false,
  );
  return {
    flush: figures.flush,
    onEvent(run, event) {
      const heard = { run, event, at: now() };
      if (isFigure(event)) return figures.add(heard);
      figures.flush();
      hear(heard);
    },
    onRestart(run, restart) {
      figures.flush();
      if (link().is === 'ahead') return;
      if (run !== loadedRun(link())?.run) {
        const { side } = store.getState();
        store.setState({ side: sideRestarted(side, run, restart) });
        return;
      }
      const { state } = store.getState();
      store.setState(restarted(store.getState(), restart.from));
      announce(restartWords(restart, state === 'running' || state === 'preparing'), 'info');
    },
    onCrash(run, message) {
      figures.flush();
      if (run !== loadedRun(link())?.run) {
        store.setState({ side: sideLost(store.getState().side, run, message) });
        return;
      }
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
