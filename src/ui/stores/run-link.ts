/*
 * What the page has loaded into the training session, as one state with pure transitions:
 *
 *   none       nothing, or nothing that fits the graph;
 *   ahead      loaded while the user edits; nobody has asked to train it yet;
 *   chosen     the run that the user trains;
 *   abandoned  still shown, but it cannot be continued: the next start loads anew.
 */
import type { Program } from '../../compiler/types.ts';
import type { NodeId } from '../../graph/types.ts';
import type { RunId } from '../../protocol/messages.ts';
import { fingerprint } from './staleness.ts';

/** A program that was sent to the session. */
export interface LoadedProgram {
  readonly run: RunId;
  readonly program: NodeId;
  readonly fingerprint: string;
}

export type RunLink =
  | { readonly is: 'none' }
  | ({ readonly is: 'ahead' | 'chosen' } & LoadedProgram)
  | ({ readonly is: 'abandoned'; readonly because: 'backend' | 'program' | 'crash' } & LoadedProgram);

export const NOTHING_LOADED: RunLink = { is: 'none' };

export const loadedAs = (is: 'ahead' | 'chosen', run: RunId, program: Program): RunLink => ({
  is,
  run,
  program: program.id,
  fingerprint: fingerprint(program),
});

/** The loaded run whose events are heard. */
export const loadedRun = (link: RunLink): LoadedProgram | undefined => (link.is === 'none' ? undefined : link);

/** Whether a start can go on with what is loaded. `over`: it has finished or failed; `stale`: the graph has changed. */
export const canGoOn = (link: RunLink, { over, stale }: { readonly over: boolean; readonly stale: boolean }): boolean =>
  (link.is === 'ahead' || link.is === 'chosen') && !over && !stale;

/** The user asked to train what was loaded ahead. */
export const onChosen = (link: RunLink): RunLink => (link.is === 'ahead' ? { ...link, is: 'chosen' } : link);

/** Another backend was chosen. What nobody trains yet is dropped at once. */
export const onBackend = (link: RunLink): RunLink => abandonedBy(link, 'backend');

/** Another program was chosen, or the loaded one again. */
export function onProgram(link: RunLink, train: NodeId): RunLink {
  if (link.is === 'none' || link.program !== train) return abandonedBy(link, 'program');
  if (link.is !== 'abandoned' || link.because !== 'program') return link;
  const { because: _because, ...loaded } = link;
  return { ...loaded, is: 'chosen' };
}

/** The session gave the run up. */
export const onLost = (link: RunLink): RunLink => abandonedBy(link, 'crash');

/** The graph was compiled again. `stale`: the loaded run no longer is what the graph says. */
export function onGraph(
  link: RunLink,
  programs: readonly Program[],
): { readonly link: RunLink; readonly stale: boolean } {
  if (link.is === 'none') return { link, stale: false };
  const same = programs.find(({ id }) => id === link.program);
  const stale = same === undefined || fingerprint(same) !== link.fingerprint;
  // Nothing was trained that could be out of date.
  return link.is === 'ahead' ? { link: stale ? NOTHING_LOADED : link, stale: false } : { link, stale };
}

function abandonedBy(link: RunLink, because: 'backend' | 'program' | 'crash'): RunLink {
  if (link.is === 'none' || link.is === 'ahead') return NOTHING_LOADED;
  return link.is === 'abandoned' && because === 'program' ? link : { ...link, is: 'abandoned', because };
}
