/* Where training stands, in one line whose width does not change while the numbers do. */
import { useDocument } from '../stores/document.ts';
import { useLiveRun } from '../stores/run.ts';
import type { RunState } from '../stores/types.ts';
import classes from './top-bar.module.css';

export function RunStatus() {
  const [epoch, speed] = [useLiveRun(epochText), useLiveRun(speedText)];
  const tone = useLiveRun(({ state, stale }) => (state === 'failed' ? 'bad' : stale ? 'warn' : 'calm'));
  // The button for all of several programs takes the room of the speed.
  const several = useDocument(({ compilation }) => compilation.programs.length > 1);
  return (
    <div className={`${classes.status} numbers`} data-tone={tone} data-short={several || undefined}>
      <span>{epoch}</span>
      {speed === '' ? null : <span className={classes.speed}>{speed}</span>}
    </div>
  );
}

type Shown = Pick<RunState, 'state' | 'stale' | 'epoch' | 'epochs' | 'done' | 'step' | 'stepsPerSecond'>;

export function epochText({ state, stale, epoch, epochs, done }: Shown): string {
  if (state === 'preparing') return 'preparing…';
  if (state === 'failed') return 'stopped by a fault';
  // While training goes on with the graph as it was, what it does is the news; the change stands behind it.
  if (stale && !(state === 'running' || state === 'paused')) return 'the graph has changed';
  if (state === 'idle' && epoch === 0) return 'not trained yet';
  if (state === 'finished') return `${done?.reason === 'stopped' ? 'stopped' : 'done'} · epoch ${epoch}`;
  return `epoch ${epoch}/${epochs}`;
}

export function speedText({ state, stale, step, stepsPerSecond }: Shown): string {
  if (stale) return state === 'running' || state === 'paused' ? 'graph changed' : '';
  if (state === 'failed' || state === 'preparing' || step === 0) return '';
  if (state === 'running') return `${Math.round(stepsPerSecond).toLocaleString('en')} steps/s`;
  return `step ${step.toLocaleString('en')}`;
}
