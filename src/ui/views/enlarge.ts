/* Shows what a view shows in the dock, where there is room for all of it. */
import { nodeById } from '../../graph/queries.ts';
import type { NodeId } from '../../graph/types.ts';
import { documentStore } from '../stores/document.ts';
import { nodeView } from '../stores/node-view.ts';
import { runStore } from '../stores/run.ts';
import { anyBusy } from '../stores/side-runs.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import { SHOWS } from './shows.ts';
import { watchedProgram } from './watched-program.ts';

/** Opens the dock at the tab of this view, on the run that the view is about. */
export function enlarge(id: NodeId): void {
  const state = documentStore.getState();
  const view = nodeView(state, id);
  const show = view?.definition?.role === 'view' ? SHOWS.get(view.definition.shows) : undefined;
  if (view === undefined || show === undefined) return;
  const watched = watchedProgram(state.document, state.compilation, id);
  if (watched.of === 'program') turnTo(watched.program);
  show.onEnlarge?.(view.params, runStore.getState().data?.columns ?? 0);
  const { panels, togglePanel, setDockTab } = viewStore.getState();
  if (!panels.dock) togglePanel('dock');
  setDockTab(show.tab);
}

/** Has the page show the run of a program; what is under way is not stopped for that. */
function turnTo(program: NodeId): void {
  const run = runStore.getState();
  if (run.program === program) return;
  if (run.side.some((facts) => facts.program === program) || !anyBusy(run)) return run.setProgram(program);
  const { document } = documentStore.getState();
  const name = nodeById(document, program)?.label ?? program;
  announce(`${name} is not being trained: the dock shows ${run.program ?? 'another run'}, which is.`, 'info');
}
