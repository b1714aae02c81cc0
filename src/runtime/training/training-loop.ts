/*
 * The training loop: steps until the goal is reached, training is over or somebody wants something else. Between the
 * steps it reads figures, tells them, has the instruments measure and lets others have their turn.
 */
import type { BackendName } from '../../protocol/backends.ts';
import type { TrainerEvent } from '../../protocol/events.ts';
import type { StepMode } from '../../protocol/step-mode.ts';
import { SLICE_MS, strideAfter } from './slices.ts';
import type { Keeper } from './keeper.ts';
import type { Lookout } from './lookout.ts';
import type { Goal, Machine } from './machine.ts';
import type { Meters } from './meters.ts';
import type { End, News } from './news.ts';
import { yieldTask } from './throttle.ts';
import type { Patience } from './patience.ts';
import type { Run } from './run.ts';
import type { Soundness } from './soundness.ts';
import type { Tempo } from './tempo.ts';
import type { Turn } from './turns.ts';

/** What the loop works with; each knows one thing. */
interface Crew {
  readonly machine: Machine;
  readonly meters: Meters;
  readonly lookout: Lookout;
  readonly news: News;
  readonly keeper: Keeper;
  readonly soundness: Soundness;
  readonly patience: Patience;
  readonly tempo: Tempo;
  readonly turn: Turn;
  readonly now: () => number;
  readonly emit: (event: TrainerEvent) => void;
  readonly backend: () => BackendName;
  /** Back to the first weights. */
  readonly reset: () => Promise<void>;
}

interface Task {
  readonly epochs: number;
  /** How steps are to be computed. */
  readonly steps: StepMode;
  /** Looks at the run after each epoch, before it goes on. */
  readonly afterEpoch: (run: Run) => Promise<void>;
}

export class TrainingLoop {
  /** The run of which was said how its steps are taken. */
  private told: Run | undefined;
  /** The run of which an epoch was closed: with a last batch of its own size, and the validation. */
  private closed: Run | undefined;

  constructor(
    private readonly crew: Crew,
    private readonly task: Task,
  ) {}

  async train(run: Run, goal: Goal): Promise<void> {
    const { machine, meters, news, patience, soundness, tempo, turn, now } = this.crew;
    machine.set('running');
    // Copied at the end of the last epoch and taken up from there: only the end is still to come.
    if (run.epoch >= this.task.epochs) return this.finishAll(run);
    await this.record(run, goal);
    news.begin(run);
    meters.begin();
    tempo.begin();
    let slice = now();
    let heard = slice;
    const breath = () => {
      patience.observe(now() - heard);
      heard = now();
    };
    let stride = 1;
    let untilKept = meters.keepAlong(run);
    for (;;) {
      if (await this.granted(run)) return;
      const { step } = run;
      if (this.closed !== run && run.batch + stride >= run.stepsPerEpoch) patience.long();
      const start = now();
      const sound = run.advance(goal === 'batch' ? 1 : Math.min(stride, untilKept));
      // A stride that was cut short says little of how long one may be.
      if (stride <= untilKept) stride = strideAfter(run.step - step, now() - start);
      if (sound) untilKept = meters.keepAlong(run);
      if (!sound || run.mustSettle || run.epochComplete || goal === 'batch') {
        if (!(await soundness.settle(run))) return;
      }
      if (run.epochComplete && (await this.closeEpoch(run, breath))) return;
      if (goal === 'batch' || (goal === 'epoch' && run.batch === 0)) break;
      const until = tempo.until(run.batch === 0);
      if (until !== undefined) {
        if (!(await this.report(run, until))) return;
        breath();
        await turn.outside(() => tempo.wait(until));
        slice = heard = now();
      } else if (now() - slice >= SLICE_MS) {
        if (!(await this.report(run))) return;
        breath();
        await turn.outside(yieldTask);
        slice = heard = now();
      }
    }
    breath();
    await this.pause(run);
  }

  /** Ends training: the weights that are wanted back, the test, the last figures. */
  async finish(run: Run, reason: End, detail: string): Promise<void> {
    const { machine, keeper, lookout, news, patience, soundness, backend } = this.crew;
    // The test comes for the first time.
    patience.long();
    if (!(await soundness.settle(run))) return;
    news.tell(run);
    // What a new device begins with, should this one be lost over the figures.
    if (!keeper.holds(run) && !(await soundness.keep(run))) return;
    const restoreEpoch = this.end(run);
    const logs = run.logs[restoreEpoch ?? run.logs.length - 1] ?? {};
    const test = await run.test();
    await lookout.show(run);
    news.done(run, backend(), {
      reason,
      detail,
      logs: { ...logs, ...test },
      ...(restoreEpoch !== undefined && { restored: restoreEpoch }),
    });
    machine.set('finished');
  }

  /** Puts a run that had ended, and was restored to its last step, back to its end. */
  endAgain(run: Run): void {
    this.end(run);
    this.crew.news.doneAgain();
    this.crew.machine.set('finished');
  }

  /** Gives the weights that training ends with; tells the epoch they are of, counted from 0, where a callback wants one's back. */
  private end(run: Run): number | undefined {
    const best = this.crew.keeper.bestWeights;
    run.finishWeights();
    const restoreEpoch = run.finishCallbacks();
    if (restoreEpoch !== undefined && best !== undefined) run.restoreWeights(best);
    return restoreEpoch;
  }

  stop(run: Run): Promise<void> {
    return this.finish(run, 'stopped', 'Stopped by you.');
  }

  private finishAll(run: Run): Promise<void> {
    const { epochs } = this.task;
    return this.finish(run, 'epochs', epochs === 1 ? 'The one epoch is done.' : `All ${epochs} epochs are done.`);
  }

  /** Before the first step: records what is repeated from here on, where that is wanted and can be done. */
  private async record(run: Run, goal: Goal): Promise<void> {
    const { meters, patience, emit } = this.crew;
    const { steps } = this.task;
    const first = this.told !== run;
    this.told = run;
    // Until the first breath: nobody knows how long a step takes.
    patience.long();
    const reason = first ? await run.record(steps) : undefined;
    // Whoever takes single steps does not wait for what pays only over many.
    if (goal !== 'batch') await meters.prepare(run);
    if (!first) return;
    emit({ type: 'steps', mode: run.stepMode ?? 'eager', ...(reason !== undefined && { reason }) });
  }

  /** Looks at the user's wish; true if it ended the task. */
  private async granted(run: Run): Promise<boolean> {
    const wish = this.crew.machine.takeWish();
    if (wish === 'pause') await this.pause(run);
    else if (wish === 'stop') await this.stop(run);
    else if (wish === 'reset') await this.crew.reset();
    return wish !== undefined;
  }

  private async pause(run: Run): Promise<void> {
    const { machine, lookout, news, soundness } = this.crew;
    if (!(await soundness.settle(run))) return;
    news.tell(run);
    if (!(await soundness.keep(run))) return;
    machine.reached();
    await lookout.show(run);
    machine.set('paused');
  }

  /** True if training ended with this epoch. */
  private async closeEpoch(run: Run, breath: () => void): Promise<boolean> {
    const { keeper, news, soundness } = this.crew;
    const { epochs, afterEpoch } = this.task;
    const learningRate = run.learningRate.at(run.step - 1);
    const { logs, verdicts } = await run.endEpoch(this.closed === run ? breath : undefined);
    this.closed = run;
    news.epoch(run, logs, learningRate);
    await afterEpoch(run);
    for (const { warning } of verdicts) if (warning !== undefined) news.log('warning', warning);
    const best = verdicts.some((verdict) => verdict.best === true);
    const beside = verdicts.some((verdict) => verdict.keep === true);
    if ((best || beside || keeper.due) && !(await soundness.keep(run, best, beside))) return true;
    const stop = verdicts.find((verdict) => verdict.stop !== undefined)?.stop;
    if (stop !== undefined) {
      await this.finish(run, 'earlyStopping', stop);
      return true;
    }
    if (run.epoch < epochs) return false;
    await this.finishAll(run);
    return true;
  }

  /**
   * News during training: the loss now, and what the listener looks at; false if training had to stop.
   * @param until training rests until then, so there is time for more of it.
   */
  private async report(run: Run, until?: number): Promise<boolean> {
    const { keeper, meters, news, patience, soundness } = this.crew;
    if (until !== undefined || news.due) {
      if (!(await soundness.settle(run))) return false;
      news.tell(run);
      if (keeper.due && !(await soundness.keep(run))) return false;
    }
    await meters.measureDue(run, until, () => patience.long());
    return true;
  }
}
