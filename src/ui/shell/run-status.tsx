/* Where training stands, in one line whose width does not change while the numbers do. */
import { compact } from '../../base/format.ts';
import type { NodeId } from '../../graph/types.ts';
import { useDocument } from '../stores/document.ts';
import type { RunFacts } from '../stores/run-events.ts';
import { factsOfProgram } from '../stores/side-runs.ts';
import { useLiveRun } from '../stores/run.ts';
import { shownLoss } from '../stores/shown-loss.ts';
import type { RunState } from '../stores/types.ts';
import { Tip } from './tip.tsx';
import classes from './top-bar.module.css';

export function RunStatus() {
  const [epoch, speed] = [useLiveRun(epochText), useLiveRun(speedText)];
  const tone = useLiveRun(({ state, stale }) => (state === 'failed' ? 'bad' : stale ? 'warn' : 'calm'));
  // The choice among several programs takes the room of the speed.
  const several = useDocument(({ compilation }) => compilation.programs.length > 1);
  const status = (
    <div className={`${classes.status} numbers`} data-tone={tone} data-short={several || undefined}>
      <span>{epoch}</span>
      {speed === '' ? null : <span className={classes.speed}>{speed}</span>}
    </div>
  );
  return several ? <Tip label={<EachProgram />}>{status}</Tip> : status;
}

/** A line for every program of the graph: where it stands, whether it is shown or trains beside the shown one. */
function EachProgram() {
  const ids = useDocument(({ compilation }) => compilation.programs.map(({ id }) => id).join('\n'));
  const lines = useLiveRun((run) =>
    ids
      .split('\n')
      .map((id) => programText(id, factsOfProgram(run, id)))
      .join('\n'),
  );
  return lines.split('\n').map((line) => (
    <div key={line} className="numbers">
      {line}
    </div>
  ));
}

/** `sgd: epoch 3/15, step 120, loss 0.31`. */
export function programText(id: NodeId, facts: RunFacts | undefined): string {
  if (facts === undefined) return `${id}: not trained yet`;
  const loss = facts.step > 0 ? shownLoss(facts)?.value : undefined;
  const words = [epochText(facts), ...(facts.step > 0 ? [`step ${facts.step.toLocaleString('en')}`] : [])];
  return `${id}: ${[...words, ...(loss === undefined ? [] : [`loss ${compact(loss)}`])].join(', ')}`;
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
