/*
 * The trainer: driven by commands, telling events. The same object stands behind the worker and behind
 * the command line. The machine says what to do next, the run does it, the keeper remembers it, the
 * recovery mends a lost device; this file is the loop that holds them together.
 */
import type { Asset } from '../../assets/asset.ts';
import { assetReader } from '../../assets/reader.ts';
import type { AssetReader } from '../../assets/reader.ts';
import { must } from '../../base/invariant.ts';
import type { Result } from '../../base/result.ts';
import { ok } from '../../base/result.ts';
import { catalog as everything } from '../../catalog/index.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Program } from '../../compiler/types.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { TrainerCommand } from '../../protocol/commands.ts';
import type { TrainerEvent } from '../../protocol/events.ts';
import type { Fault } from '../../protocol/fault.ts';
import type { InstrumentId } from '../../protocol/instruments.ts';
import type { StepMode } from '../../protocol/step-mode.ts';
import { obtainBackend } from '../obtain-backend.ts';
import type { Host } from '../obtain-backend.ts';
import * as instruments from '../instruments/index.ts';
import { link } from '../link.ts';
import type { Linked } from '../link.ts';
import { compileAhead } from '../webgpu/compile-ahead.ts';
import { nonFiniteFault } from './diagnose.ts';
import { fastestBackend } from './fastest.ts';
import type { Fastest } from './fastest.ts';
import { brokenOff, noBackend, refusedByDevice } from './faults.ts';
import { Keeper } from './keeper.ts';
import { Machine } from './machine.ts';
import type { Goal } from './machine.ts';
import { Meters } from './meters.ts';
import type { Listener } from './meters.ts';
import { News } from './news.ts';
import type { End } from './news.ts';
import { yieldTask } from './pace.ts';
import { Patience } from './patience.ts';
import { Recovery } from './recovery.ts';
import { Run } from './run.ts';
import { Tempo } from './tempo.ts';
import { Turns } from './turns.ts';

export interface TrainerOptions {
  readonly backend: BackendName | 'auto';
  readonly host: Host;
  emit(event: TrainerEvent): void;
  /** Without one, nothing is measured but loss and metrics, and no checkpoints are told. */
  readonly listener?: Listener;
  readonly now?: () => number;
  /** How steps are computed; `fast` unless said. */
  readonly steps?: StepMode;
  /** Go on from here instead of from the first weights. */
  readonly resume?: Checkpoint;
  /** Weights to begin with instead of the seeded ones, by key; those that are not named are seeded. */
  readonly first?: Checkpoint['weights'];
  /** The user's own data that the program names. */
  readonly assets?: readonly Asset[];
  readonly catalog?: Catalog;
  /** Looks at the run after each epoch, before it goes on; it may read and must change nothing. */
  afterEpoch?(run: Run): Promise<void>;
  /** Those with whom it shares the device; alone unless said. */
  readonly turns?: Turns;
}

/** Steps whose figures are read together: on a GPU every read waits for the queue. */
const WINDOW = 16;
const SLICE_MS = 12;
const MOST_STEPS = 4096;

/** How many steps may be taken at once so that others have their turn in time, from what the last ones took. */
const strideAfter = (steps: number, elapsed: number): number =>
  Math.max(1, Math.min(MOST_STEPS, Math.floor((steps * SLICE_MS) / Math.max(elapsed, 0.001) / 2)));

export class Trainer {
  private readonly linked: Linked;
  private readonly tables: AssetReader;
  private readonly machine: Machine;
  private readonly meters: Meters;
  private readonly news: News;
  private readonly keeper: Keeper;
  private readonly patience: Patience;
  private readonly tempo: Tempo;
  private readonly recovery = new Recovery();
  private readonly now: () => number;
  private readonly turns: Turns;
  /** This one among those who take turns. */
  private readonly player = { progress: () => this.progress };
  private run: Run | undefined;
  /** The run of which was said how its steps are taken. */
  private told: Run | undefined;
  private backend: BackendName | undefined;
  /** Instruments that were asked for something else since they were last read at rest. */
  private readonly asked = new Set<InstrumentId>();
  private readonly wanted = () => this.machine.wanted;

  constructor(
    private readonly program: Program,
    private readonly options: TrainerOptions,
  ) {
    const { emit, listener, now = () => performance.now(), catalog = everything, turns = new Turns() } = options;
    this.now = now;
    this.turns = turns;
    this.linked = link(program, catalog);
    this.tables = assetReader(options.assets ?? []);
    this.meters = new Meters(Object.values(instruments), listener, emit, now);
    this.news = new News(program.id, emit, now, () => (listener === undefined ? undefined : this.meters.share));
    this.patience = new Patience(emit, now);
    this.tempo = new Tempo(now);
    this.keeper = new Keeper(now, (checkpoint) => {
      if (listener !== undefined) emit({ type: 'checkpoint', checkpoint });
    });
    this.machine = new Machine(
      {
        train: async (goal, afresh) => {
          if (afresh) await this.reset();
          if (await this.ensurePrepared()) await this.abreast(() => this.train(goal));
        },
        stop: () => this.finish('stopped', 'Stopped by you.'),
        reset: () => this.reset(),
        setLearningRate: (value) => this.run?.learningRate.set(value, this.run.step),
        setPace: (pace) => this.tempo.set(pace),
      },
      (work) => this.inTurn(() => this.supervise(work)),
      (state) => emit({ type: 'state', state, ...(this.backend && { backend: this.backend }) }),
    );
  }

  /** Obeys as soon as possible; a command that makes no sense in the present state is ignored. */
  command(command: TrainerCommand): void {
    this.machine.command(command);
    // Another rate can wait for the next step; whatever else is wanted, is wanted now.
    if (command.type !== 'setLearningRate') this.tempo.release();
  }

  /** Builds the network without training it, so that every wire shows its first values. */
  prepare(): Promise<void> {
    if (!this.machine.busy && this.run === undefined) this.machine.launch(() => this.ensurePrepared());
    return this.settled();
  }

  /**
   * Somebody has begun to look at something else: measured at once while training rests, otherwise in its turn.
   * @param ids which instruments are asked for something else; all of them unless said.
   */
  look(ids: readonly InstrumentId[] = Object.values(instruments).map(({ id }) => id)): void {
    for (const id of ids) this.asked.add(id);
    if (this.run !== undefined && !this.machine.busy) this.machine.launch(() => this.answer());
  }

  /** Measures what was asked for, and what is asked for meanwhile. */
  private async answer(): Promise<void> {
    while (this.run !== undefined && this.asked.size > 0 && !this.machine.isClosed) {
      const asked = new Set(this.asked);
      this.asked.clear();
      await this.meters.measureAll(this.run, { only: asked, wanted: this.wanted });
    }
  }

  /** What training has reached, for whoever saves it: now, or a moment ago while it goes on. */
  async snapshot(): Promise<Checkpoint | undefined> {
    const { run } = this;
    if (run === undefined || this.machine.busy) return this.keeper.latest;
    let taken: Checkpoint | undefined;
    this.machine.launch(async () => {
      taken = await run.checkpoint();
    });
    await this.settled();
    return taken;
  }

  /** Resolves when nothing is going on any more. */
  settled(): Promise<void> {
    return this.machine.settled();
  }

  /** The live run, for the command line's `probe` and for saving weights. */
  get current(): Run | undefined {
    return this.run;
  }

  /** Weights that a callback has kept beside the run, and their epoch, counted from 0. */
  get kept(): Checkpoint['kept'] {
    return this.keeper.kept;
  }

  /** Ends whatever is going on and frees the device. */
  async dispose(): Promise<void> {
    const closed = this.machine.close();
    this.tempo.release();
    await closed;
    await this.inTurn(async () => {
      this.meters.close();
      this.run?.dispose();
      this.run = undefined;
      this.recovery.release();
    });
  }

  /** Epochs trained, with the part of the one under way. */
  private get progress(): number {
    const { run } = this;
    return run === undefined ? 0 : run.epoch + run.batch / run.stepsPerEpoch;
  }

  /** Does all of a task while it is this trainer's turn; resting gives others theirs. */
  private async inTurn(work: () => Promise<void>): Promise<void> {
    await this.turns.take(this.player);
    try {
      await work();
    } finally {
      this.turns.give(this.player);
    }
  }

  /** Trains at the side of others that train. */
  private async abreast(training: () => Promise<void>): Promise<void> {
    this.turns.enter(this.player);
    try {
      await training();
    } finally {
      this.turns.leave(this.player);
    }
  }

  /** Lets others have their turn while this one waits for something else. */
  private async outOfTurn(wait: () => Promise<void>): Promise<void> {
    this.turns.give(this.player);
    await wait();
    await this.turns.take(this.player);
  }

  /** Runs a task; a lost device is replaced and training goes on, anything else becomes a fault. */
  private async supervise(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const trouble = this.recovery.take();
      if (trouble?.kind === 'lost' && !this.machine.isClosed && this.recovery.mayRecover()) {
        await this.supervise(() => this.recover(trouble.message));
        return;
      }
      this.fail(brokenOff(thrown, trouble));
    }
  }

  private async ensurePrepared(resume = this.options.resume, goesOn = false): Promise<boolean> {
    if (this.run !== undefined) return true;
    this.machine.set('preparing');
    this.patience.long();
    const found = await this.findBackend();
    if (!found.ok) {
      this.fail(noBackend(found.error));
      return false;
    }
    const { obtained, run } = found.value;
    this.backend = obtained.backend;
    this.recovery.watch();
    this.run = run;
    if (resume !== undefined) run.restore(resume);
    await this.keeper.begin(run, resume);
    await compileAhead(() => {
      run.rehearse();
      this.meters.rehearse(run);
    });
    this.news.prepared(run, obtained, resume);
    if (!goesOn) this.machine.set(resume === undefined ? 'idle' : 'paused');
    await this.show(run);
    this.patience.settle(this.backend);
    return true;
  }

  private async findBackend(): Promise<Result<Fastest, string>> {
    const { backend, host, first, steps = 'fast' } = this.options;
    const prepare = () => Run.prepare(this.linked, first, this.tables);
    if (backend === 'auto') return fastestBackend(prepare, host, steps, this.now);
    const obtained = await obtainBackend(backend, host);
    return obtained.ok ? ok({ obtained: obtained.value, run: await prepare() }) : obtained;
  }

  private async reset(): Promise<void> {
    const { run } = this;
    if (run !== undefined) {
      run.restart();
      await this.keeper.begin(run);
    }
    this.recovery.reset();
    this.machine.set('idle');
    if (run !== undefined) await this.show(run);
  }

  private async train(goal: Goal): Promise<void> {
    const run = must(this.run, 'the run');
    this.machine.set('running');
    await this.record(run, goal);
    this.news.begin(run);
    this.meters.begin();
    this.tempo.begin();
    let slice = this.now();
    let stride = 1;
    for (;;) {
      if (await this.granted()) return;
      const { step } = run;
      const start = this.now();
      const sound = run.advance(goal === 'batch' ? 1 : stride);
      stride = strideAfter(run.step - step, this.now() - start);
      if (!sound || run.pendingSteps >= WINDOW || run.epochComplete || goal === 'batch') {
        if (!(await this.settle(run))) return;
      }
      if (run.epochComplete && (await this.closeEpoch(run))) return;
      if (goal === 'batch' || (goal === 'epoch' && run.batch === 0)) break;
      const until = this.tempo.until(run.batch === 0);
      if (until !== undefined) {
        if (!(await this.report(run, until))) return;
        await this.outOfTurn(() => this.tempo.wait(until));
        slice = this.now();
      } else if (this.now() - slice >= SLICE_MS) {
        if (!(await this.report(run))) return;
        this.patience.observe(this.now() - slice);
        await this.outOfTurn(yieldTask);
        slice = this.now();
      }
    }
    await this.pauseNow(run);
  }

  /** Before the first step: records what is repeated from here on, where that is wanted and can be done. */
  private async record(run: Run, goal: Goal): Promise<void> {
    const { steps = 'fast' } = this.options;
    const first = this.told !== run;
    this.told = run;
    if (steps !== 'eager') this.patience.long();
    const reason = first ? await run.record(steps) : undefined;
    // Whoever takes single steps does not wait for what pays only over many.
    if (goal !== 'batch') await this.meters.prepare(run);
    this.patience.settle(must(this.backend, 'the backend'));
    if (!first) return;
    this.options.emit({ type: 'steps', mode: run.stepMode ?? 'eager', ...(reason !== undefined && { reason }) });
  }

  /** Looks at the user's wish; true if it ended the task. */
  private async granted(): Promise<boolean> {
    const wish = this.machine.takeWish();
    if (wish === 'pause') await this.pauseNow(must(this.run, 'the run'));
    else if (wish === 'stop') await this.finish('stopped', 'Stopped by you.');
    else if (wish === 'reset') await this.reset();
    return wish !== undefined;
  }

  private async pauseNow(run: Run): Promise<void> {
    if (!(await this.settle(run))) return;
    this.news.tell(run);
    if (!(await this.keep(run, false))) return;
    await this.show(run);
    this.machine.set('paused');
  }

  /** Reads the figures of recent steps; false if training had to stop because of what they say. */
  private async settle(run: Run): Promise<boolean> {
    const nonFiniteStep = await run.settle();
    const trouble = this.recovery.take();
    if (trouble !== undefined) {
      if (trouble.kind === 'lost') throw new Error(trouble.message);
      this.fail(refusedByDevice(trouble));
      return false;
    }
    if (nonFiniteStep === undefined) return true;
    await this.failNonFinite(run, nonFiniteStep);
    return false;
  }

  private async failNonFinite(run: Run, step: number): Promise<void> {
    const fault = await nonFiniteFault(run, step);
    await this.keeper.mend(run);
    await this.show(run);
    this.fail(fault);
  }

  /** True if training ended with this epoch. */
  private async closeEpoch(run: Run): Promise<boolean> {
    const learningRate = run.learningRate.at(run.step - 1);
    const { logs, verdicts } = await run.endEpoch();
    this.news.epoch(run, logs, learningRate);
    await this.options.afterEpoch?.(run);
    for (const { warning } of verdicts) if (warning !== undefined) this.news.log('warning', warning);
    const best = verdicts.some((verdict) => verdict.best === true);
    const beside = verdicts.some((verdict) => verdict.keep === true);
    if ((best || beside || this.keeper.due) && !(await this.keep(run, best, beside))) return true;
    const stop = verdicts.find((verdict) => verdict.stop !== undefined)?.stop;
    if (stop !== undefined) {
      await this.finish('earlyStopping', stop);
      return true;
    }
    if (run.epoch >= this.program.epochs) {
      await this.finish(
        'epochs',
        this.program.epochs === 1 ? 'The one epoch is done.' : `All ${this.program.epochs} epochs are done.`,
      );
      return true;
    }
    return false;
  }

  /** Copies the weights; false if they are finite no more, and training has failed. */
  private async keep(run: Run, best: boolean, beside = false): Promise<boolean> {
    if (await this.keeper.keep(run, best, beside)) return true;
    await this.failNonFinite(run, run.step - 1);
    return false;
  }

  private async finish(reason: End, detail: string): Promise<void> {
    const run = must(this.run, 'the run');
    if (!(await this.settle(run))) return;
    this.news.tell(run);
    run.finishWeights();
    const restoreEpoch = run.finishCallbacks();
    const best = this.keeper.bestWeights;
    if (restoreEpoch !== undefined && best !== undefined) run.restoreWeights(best);
    const logs = run.logs[restoreEpoch ?? run.logs.length - 1] ?? {};
    const test = await run.test();
    await this.show(run);
    this.news.done(run, must(this.backend, 'the backend'), {
      reason,
      detail,
      logs: { ...logs, ...test },
      ...(restoreEpoch !== undefined && { restored: restoreEpoch }),
    });
    this.machine.set('finished');
  }

  /** Takes a new device after the old one was lost and goes on from the last checkpoint. */
  private async recover(reason: string): Promise<void> {
    this.news.log('warning', `The graphics card was lost (${reason}). Starting again from the last checkpoint.`);
    const wasRunning = this.machine.state === 'running';
    // Tensors of the lost device are not touched any more, not even to free them.
    this.meters.close(true);
    this.run = undefined;
    this.recovery.giveUpDevice();
    if (!(await this.ensurePrepared(this.keeper.latest, wasRunning))) return;
    if (wasRunning) await this.abreast(() => this.train('end'));
  }

  /**
   * News during training: the loss now, and what the listener looks at; false if training had to stop.
   * @param until training rests until then, so there is time for more of it.
   */
  private async report(run: Run, until?: number): Promise<boolean> {
    if (until !== undefined || this.news.due) {
      if (!(await this.settle(run))) return false;
      this.news.tell(run);
      if (this.keeper.due && !(await this.keep(run, false))) return false;
    }
    await this.meters.measureDue(run, until);
    return true;
  }

  /** A full picture of what training rests at. */
  private async show(run: Run): Promise<void> {
    if (this.machine.isClosed) return;
    this.asked.clear();
    await this.meters.measureAll(run, { wanted: this.wanted });
    // Somebody may have asked for something else while this was measured.
    await this.answer();
  }

  private fail(fault: Fault): void {
    this.options.emit({ type: 'fault', fault });
    this.machine.set('failed');
  }
}
