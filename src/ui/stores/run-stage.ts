/** The page's session and what is loaded into it. Commands go from here to the shown run and to those beside it. */
import type { StoreApi } from 'zustand/vanilla';
import type { TrainerCommand } from '../../protocol/commands.ts';
import type { Session } from '../../session/page/client.ts';
import { loadedRun, NOTHING_LOADED } from './run-link.ts';
import type { RunLink } from './run-link.ts';
import { isOver } from './side-runs.ts';
import type { RunState } from './types.ts';

export interface RunStage {
  /** Absent before the page has connected one. */
  session(): Session | undefined;
  readonly link: () => RunLink;
  /** The shown run's id follows what is loaded. */
  readonly setLink: (next: RunLink) => void;
  /** The same where the rest of the state changes with the run's id, at once. */
  setLinkWith(next: RunLink, facts: Partial<RunState>): void;
  readonly command: (message: TrainerCommand) => void;
  /** The same to the shown run alone. */
  readonly commandShown: (message: TrainerCommand) => void;
  /** Takes a session, into which nothing is loaded yet. */
  enter(to: Session): void;
  dispose(): void;
}

type Stage = { readonly session: 'none' } | { readonly session: 'ready'; readonly to: Session; readonly link: RunLink };

export function createStage(store: StoreApi<RunState>): RunStage {
  let stage: Stage = { session: 'none' };
  const setLinkWith = (link: RunLink, facts: Partial<RunState>) => {
    if (stage.session !== 'ready') return;
    stage = { ...stage, link };
    store.setState(facts);
  };
  return {
    session: () => (stage.session === 'ready' ? stage.to : undefined),
    link: () => (stage.session === 'ready' ? stage.link : NOTHING_LOADED),
    setLink(next) {
      if (stage.session === 'ready' && next !== stage.link) setLinkWith(next, { run: loadedRun(next)?.run });
    },
    setLinkWith,
    command(message) {
      if (stage.session !== 'ready' || stage.link.is === 'none') return;
      const { side, state } = store.getState();
      const begins = message.type === 'start' || message.type === 'stepBatch' || message.type === 'stepEpoch';
      // Beside others one that is over goes on no more: a start is for those that are not.
      if (!(begins && side.length > 0 && isOver(state))) stage.to.command(message);
      if (message.type === 'setLearningRate') return;
      for (const facts of side) {
        if (facts.run !== undefined && !(begins && isOver(facts.state))) stage.to.command(message, facts.run);
      }
    },
    commandShown(message) {
      if (stage.session === 'ready' && stage.link.is !== 'none') stage.to.command(message);
    },
    enter(to) {
      stage = { session: 'ready', to, link: NOTHING_LOADED };
      store.setState({ run: undefined });
    },
    dispose() {
      if (stage.session === 'ready') stage.to.dispose();
    },
  };
}
