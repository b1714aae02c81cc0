/* Where training stands, in one line whose width does not change while the numbers do. */
import { useRun } from '../stores/run.ts';
import type { RunState } from '../stores/types.ts';
import classes from './top-bar.module.css';

export function RunStatus() {
  const [epoch, speed] = [useRun(epochText), useRun(speedText)];
  const tone = useRun(({ state, stale }) => (state === 'failed' ? 'bad' : stale ? 'warn' : 'calm'));
  return (
    <div className={`${classes.status} numbers`} data-tone={tone}>
      <span>{epoch}</span>
      {speed === '' ? null : <span className={classes.speed}>{speed}</span>}
    </div>
  );
}

export function epochText({ state, stale, epoch, epochs, done }: RunState): string {
  if (state === 'preparing') return 'preparing…';
  if (state === 'failed') return 'stopped by a fault';
  if (stale) return 'the graph has changed';
  if (state === 'idle' && epoch === 0) return 'not trained yet';
  if (state === 'finished') return `${done?.reason === 'stopped' ? 'stopped' : 'done'} · epoch ${epoch}`;
  return `epoch ${epoch}/${epochs}`;
}

export function speedText({ state, stale, step, stepsPerSecond }: RunState): string {
  if (stale || state === 'failed' || state === 'preparing' || step === 0) return '';
  if (state === 'running') return `${Math.round(stepsPerSecond).toLocaleString('en')} steps/s`;
  return `step ${step.toLocaleString('en')}`;
}
