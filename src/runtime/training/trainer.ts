/*
 * The trainer: an explicit state machine driven by commands and telling events. The same object stands
 * behind the worker and behind the command line. One task runs at a time; commands that arrive
 * meanwhile set a wish that the task sees between two steps.
 */
import { errorMessage, must } from '../../base/invariant.ts';
import type { Logs } from '../../catalog/define/index.ts';
import type { Program } from '../../compiler/types.ts';
import { obtainBackend } from '../backends.ts';
import type { Host } from '../backends.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { TrainerCommand } from '../../protocol/commands.ts';
import type { TrainerEvent, TrainerState } from '../../protocol/events.ts';
import type { Fault } from '../../protocol/fault.ts';
import type { Tensor } from '../tf.ts';
import { forgetWebgpu, guardDevice } from '../webgpu/guard.ts';
import type { GpuGuard } from '../webgpu/guard.ts';
import { isFiniteCheckpoint, readsAtOnce } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { nonFiniteFault } from './diagnose.ts';
import { Budget, yieldTask } from './pace.ts';
import { Reporter } from './reporter.ts';
import type { Listener } from './reporter.ts';
import { Run } from './run.ts';

export interface TrainerOptions {
  readonly backend: BackendName | 'auto';
  readonly host: Host;
  emit(event: TrainerEvent): void;
  /** Without one, nothing is measured but the loss. */
  readonly listener?: Listener;
  readonly now?: () => number;
}

/** How far a task goes before it pauses by itself. */
type Goal = 'batch' | 'epoch' | 'end';

/** Steps whose losses are read together: on a GPU every read waits for the queue. */
const WINDOW = 16;
const SLICE_MS = 12;
const RECOVERIES = 3;

export class Trainer {
  private state: TrainerState = 'idle';
  private run: Run | undefined;
  private backend: BackendName | undefined;
  private guard: GpuGuard | undefined;
  private wish: 'pause' | 'stop' | 'reset' | undefined;
  private task: Promise<void> | undefined;
  /** A start that came while another task was under way. */
  private queued: Goal | undefined;
  private disposed = false;
  private recoveries = 0;
  private lastGood: Checkpoint | undefined;
  private best: Checkpoint | undefined;
  private lastLogs: Logs = {};
  private logsByEpoch: Logs[] = [];
  private readonly now: () => number;
  private readonly reporter: Reporter;
  private readonly checkpoints: Budget;
  private epochStarted = 0;

  constructor(
    private readonly program: Program,
    private readonly options: TrainerOptions,
  ) {
    this.now = options.now ?? (() => performance.now());
    this.reporter = new Reporter((event) => options.emit(event), options.listener, this.now);
    // With the reporter's share, a tenth of the time goes to things other than training.
    this.checkpoints = new Budget({ share: 0.02, least: 1000, now: this.now });
  }

  /** Obeys as soon as possible; a command that makes no sense in the present state is ignored. */
  command(command: TrainerCommand): void {
    switch (command.type) {
      case 'start':
        return this.begin('end');
      case 'stepBatch':
        return this.begin('batch');
      case 'stepEpoch':
        return this.begin('epoch');
      case 'pause':
        if (this.task !== undefined) this.wish ??= 'pause';
        return;
      case 'stop':
        if (this.task !== undefined) this.wish = 'stop';
        else if (this.state === 'paused') this.launch(() => this.finish('stopped', 'Stopped by you.'));
        return;
      case 'reset':
        if (this.task !== undefined) this.wish = 'reset';
        else this.launch(() => this.reset());
        return;
      case 'setLearningRate':
        this.run?.learningRate.set(command.value, this.run.step);
        return;
      default:
        command satisfies never;
    }
  }

  /** Builds the network without training it, so that every wire shows its first values. */
  prepare(): Promise<void> {
    if (this.task === undefined && this.run === undefined) this.launch(() => this.ensurePrepared());
    return this.settled();
  }

  /** Resolves when nothing is going on any more. */
  async settled(): Promise<void> {
    while (this.task !== undefined) await this.task;
  }

  /** The live run, for the command line's `probe` and for saving weights. */
  get current(): Run | undefined {
    return this.run;
  }

  /** Ends whatever is going on and frees the device. */
  async dispose(): Promise<void> {
    this.disposed = true;
    this.wish = 'stop';
    await this.settled();
    this.run?.dispose();
    this.run = undefined;
    this.guard?.release();
  }

  private begin(goal: Goal): void {
    if (this.task !== undefined) {
      // While running, start takes back a wish to pause that was not yet seen; otherwise it waits its turn.
      if (this.state !== 'running') this.queued = goal;
      else if (goal === 'end' && this.wish === 'pause') this.wish = undefined;
      return;
    }
    const restart = this.state === 'finished' || this.state === 'failed';
    this.launch(async () => {
      if (restart) await this.reset();
      if (await this.ensurePrepared()) await this.train(goal);
    });
  }

  private launch(work: () => Promise<unknown>): void {
    this.wish = undefined;
    this.task = this.supervise(work).finally(() => {
      this.task = undefined;
      const { queued } = this;
      this.queued = undefined;
      if (queued !== undefined && !this.disposed && this.state !== 'failed') this.begin(queued);
    });
  }

  /** Runs a task; a lost device is replaced and training goes on, anything else becomes a fault. */
  private async supervise(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const trouble = this.guard?.take();
      if (trouble?.kind === 'lost' && !this.disposed && this.recoveries < RECOVERIES) {
        this.recoveries++;
        await this.supervise(() => this.recover(trouble.message));
        return;
      }
      this.fail({
        code: trouble === undefined ? 'internal' : trouble.kind === 'lost' ? 'deviceLost' : 'outOfMemory',
        message: trouble?.message ?? errorMessage(thrown),
        hint: 'Reset and train again; if it happens again, choose another backend or make the network smaller.',
      });
    }
  }

  private async ensurePrepared(): Promise<boolean> {
    if (this.run !== undefined) return true;
    this.setState('preparing');
    const obtained = await obtainBackend(this.options.backend, this.options.host);
    if (!obtained.ok) {
      this.fail({
        code: 'backend',
        message: obtained.error,
        hint: 'Choose “Automatic” or another backend in the menu of the backend badge.',
      });
      return false;
    }
    this.backend = obtained.value.backend;
    this.guard = guardDevice();
    this.run = await Run.prepare(this.program);
    this.lastGood = await this.run.checkpoint();
    const { metric } = this.run.objective;
    this.options.emit({
      type: 'prepared',
      backend: this.backend,
      fallbacks: obtained.value.fallbacks,
      data: this.run.data.view,
      stepsPerEpoch: this.run.stepsPerEpoch,
      ...(metric === undefined ? {} : { metric: { name: metric.name, label: metric.label, better: metric.better } }),
    });
    this.setState('idle');
    await this.show();
    return true;
  }

  private async reset(): Promise<void> {
    if (this.run === undefined) return this.setState('idle');
    this.run.restart();
    this.lastGood = await this.run.checkpoint();
    this.best = undefined;
    this.recoveries = 0;
    this.lastLogs = {};
    this.logsByEpoch = [];
    this.setState('idle');
    await this.show();
  }

  private async train(goal: Goal): Promise<void> {
    const run = must(this.run, 'the run');
    this.setState('running');
    this.reporter.begin(run);
    this.epochStarted = this.now();
    let finite = true;
    // On cpu and wasm a loss can be looked at for free, before it does harm.
    const guard = readsAtOnce() ? (loss: Tensor) => (finite = Number.isFinite(loss.dataSync()[0])) : undefined;
    let slice = this.now();
    for (;;) {
      if (await this.granted()) return;
      run.advance(guard);
      if (!finite || run.pendingSteps >= WINDOW || run.epochComplete || goal === 'batch') {
        if (!(await this.settle(run))) return;
      }
      if (run.epochComplete && (await this.closeEpoch(run))) return;
      if (goal === 'batch' || (goal === 'epoch' && run.step % run.stepsPerEpoch === 0)) break;
      if (this.now() - slice >= SLICE_MS) {
        if (!(await this.report(run))) return;
        await yieldTask();
        slice = this.now();
      }
    }
    await this.pauseNow(run);
  }

  /** Looks at the user's wish; true if it ended the task. */
  private async granted(): Promise<boolean> {
    const { wish } = this;
    this.wish = undefined;
    if (wish === 'pause') await this.pauseNow(must(this.run, 'the run'));
    else if (wish === 'stop') await this.finish('stopped', 'Stopped by you.');
    else if (wish === 'reset') await this.reset();
    return wish !== undefined;
  }

  private async pauseNow(run: Run): Promise<void> {
    if (!(await this.settle(run))) return;
    this.reporter.batch(run);
    await this.show();
    this.setState('paused');
  }

  /** Reads the losses of recent steps; false if training had to stop because of what they say. */
  private async settle(run: Run): Promise<boolean> {
    const { nonFiniteStep } = await run.settle();
    const trouble = this.guard?.take();
    if (trouble !== undefined) {
      if (trouble.kind === 'lost') throw new Error(trouble.message);
      this.fail({
        code: 'outOfMemory',
        message: `The graphics card reported an error: ${trouble.message}`,
        hint: 'Use a smaller batch or fewer units, or choose another backend.',
      });
      return false;
    }
    if (nonFiniteStep === undefined) return true;
    await this.failNonFinite(run, nonFiniteStep);
    return false;
  }

  private async failNonFinite(run: Run, step: number): Promise<void> {
    const fault = await nonFiniteFault(run, step);
    const current = await run.checkpoint();
    if (!isFiniteCheckpoint(current) && this.lastGood !== undefined) run.restore(this.lastGood, 'everything');
    await this.show();
    this.fail(fault);
  }

  /** True if training ended with this epoch. */
  private async closeEpoch(run: Run): Promise<boolean> {
    const learningRate = run.learningRate.at(run.step - 1);
    const { logs, verdicts } = await run.endEpoch();
    this.lastLogs = logs;
    this.logsByEpoch[run.epoch - 1] = logs;
    const seconds = (this.now() - this.epochStarted) / 1000;
    this.epochStarted = this.now();
    this.options.emit({
      type: 'epoch',
      program: this.program.id,
      epoch: run.epoch,
      step: run.step,
      logs,
      learningRate,
      seconds,
    });
    for (const { warning } of verdicts) if (warning !== undefined) this.log('warning', warning);
    if (
      !(await this.keepCheckpoint(
        run,
        verdicts.some(({ best }) => best === true),
      ))
    )
      return true;
    const stop = verdicts.find((verdict) => verdict.stop !== undefined)?.stop;
    if (stop !== undefined) {
      await this.finish('earlyStopping', stop);
      return true;
    }
    if (run.epoch >= this.program.epochs) {
      await this.finish('epochs', `All ${this.program.epochs} epochs are done.`);
      return true;
    }
    return false;
  }

  /** Copies the weights now and then, and when they are the best so far; false if they are no longer finite. */
  private async keepCheckpoint(run: Run, best: boolean): Promise<boolean> {
    if (!best && !this.checkpoints.due) return true;
    const checkpoint = await this.checkpoints.spend(() => run.checkpoint());
    if (!isFiniteCheckpoint(checkpoint)) {
      await this.failNonFinite(run, run.step - 1);
      return false;
    }
    this.lastGood = checkpoint;
    if (best) this.best = checkpoint;
    return true;
  }

  private async finish(reason: 'epochs' | 'earlyStopping' | 'stopped', detail: string): Promise<void> {
    const run = must(this.run, 'the run');
    if (!(await this.settle(run))) return;
    const restoreEpoch = run.finishCallbacks();
    if (restoreEpoch !== undefined && this.best !== undefined) run.restore(this.best, 'weights');
    const logs = restoreEpoch === undefined ? this.lastLogs : (this.logsByEpoch[restoreEpoch] ?? this.lastLogs);
    const test = await run.test();
    await this.show();
    this.options.emit({
      type: 'done',
      program: this.program.id,
      reason,
      detail,
      epochs: run.epoch,
      steps: run.step,
      logs: { ...logs, ...test },
      backend: must(this.backend, 'the backend'),
      ...(restoreEpoch === undefined ? {} : { restoredEpoch: restoreEpoch + 1 }),
    });
    this.setState('finished');
  }

  /** Takes a new device after the old one was lost and goes on from the last checkpoint. */
  private async recover(reason: string): Promise<void> {
    this.log('warning', `The graphics card was lost (${reason}). Starting again from the last checkpoint.`);
    const wasRunning = this.state === 'running';
    const checkpoint = this.lastGood;
    const learningRate = this.run?.learningRate;
    this.guard?.release();
    this.guard = undefined;
    // Tensors of the lost device are not touched any more, not even to free them.
    this.run = undefined;
    forgetWebgpu();
    if (!(await this.ensurePrepared())) return;
    const run = must(this.run as Run | undefined, 'the new run');
    if (checkpoint !== undefined) run.restore(checkpoint, 'everything');
    if (learningRate !== undefined) run.learningRate = learningRate;
    if (wasRunning) await this.train('end');
    else await this.pauseNow(run);
  }

  /** News during training: the loss now, and what the listener has time for; false if training had to stop. */
  private async report(run: Run): Promise<boolean> {
    if (this.reporter.batchDue) {
      if (!(await this.settle(run))) return false;
      this.reporter.batch(run);
    }
    await this.reporter.measure(run);
    return true;
  }

  private async show(): Promise<void> {
    if (this.run !== undefined && !this.disposed) await this.reporter.show(this.run);
  }

  private log(level: 'info' | 'warning', message: string): void {
    this.options.emit({ type: 'log', level, message });
  }

  private fail(fault: Fault): void {
    this.options.emit({ type: 'fault', fault });
    this.setState('failed');
  }

  private setState(state: TrainerState): void {
    this.state = state;
    this.options.emit({ type: 'state', state, ...(this.backend === undefined ? {} : { backend: this.backend }) });
  }
}
