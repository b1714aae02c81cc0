/*
 * The trainer: driven by commands, telling events. The same object stands behind the worker and behind
 * the command line. The machine says what to do next, the loop has the run do it, the keeper remembers
 * it; this file gets them ready, lends them their turn and replaces a device that was lost.
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
import type { Beginning, Checkpoint } from '../../protocol/checkpoint.ts';
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
import { fastestBackend } from './fastest.ts';
import type { Fastest } from './fastest.ts';
import { brokenOff, noBackend } from './faults.ts';
import { Keeper } from './keeper.ts';
import { Lookout } from './lookout.ts';
import { TrainingLoop } from './training-loop.ts';
import { Machine } from './machine.ts';
import type { Goal } from './machine.ts';
import { Meters } from './meters.ts';
import type { Listener } from './meters.ts';
import { News } from './news.ts';
import { Patience } from './patience.ts';
import { Recovery } from './recovery.ts';
import { Run } from './run.ts';
import { Soundness } from './soundness.ts';
import { Tempo } from './tempo.ts';
import { Turn, Turns } from './turns.ts';

export interface TrainerOptions extends Beginning {
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
  /** The user's own data that the program names. */
  readonly assets?: readonly Asset[];
  readonly catalog?: Catalog;
  /** Looks at the run after each epoch, before it goes on; it may read and must change nothing. */
  readonly afterEpoch?: (run: Run) => Promise<void>;
  /** Those with whom it shares the device; alone unless said. */
  readonly turns?: Turns;
}

export class Trainer {
  private readonly linked: Linked;
  private readonly tables: AssetReader;
  private readonly machine: Machine;
  private readonly meters: Meters;
  private readonly news: News;
  private readonly keeper: Keeper;
  private readonly lookout: Lookout;
  private readonly loop: TrainingLoop;
  private readonly turn: Turn;
  private readonly soundness: Soundness;
  private readonly patience: Patience;
  private readonly tempo: Tempo;
  private readonly recovery = new Recovery();
  private readonly now: () => number;
  private run: Run | undefined;
  private backend: BackendName | undefined;

  constructor(
    private readonly program: Program,
    private readonly options: TrainerOptions,
  ) {
    const { emit, listener, now = () => performance.now(), catalog = everything, turns = new Turns() } = options;
    this.now = now;
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
          if (await this.ensurePrepared()) await this.train(goal);
        },
        stop: () => this.loop.stop(must(this.run, 'the run')),
        reset: () => this.reset(),
        setLearningRate: (value) => this.run?.learningRate.set(value, this.run.step),
        setPace: (pace) => this.tempo.set(pace),
      },
      (work) => this.turn.during(() => this.supervise(work)),
      (state) => emit({ type: 'state', state, ...(this.backend && { backend: this.backend }) }),
    );
    this.turn = new Turn(turns, () => this.progress);
    this.lookout = new Lookout(this.machine, this.meters, this.patience, () => this.run);
    this.soundness = new Soundness(this.keeper, this.recovery, this.lookout, (fault) => this.fail(fault));
    this.loop = this.openLoop();
  }

  private openLoop(): TrainingLoop {
    const { machine, meters, lookout, news, keeper, soundness, patience, tempo, turn, now } = this;
    const { steps = 'fast', emit, afterEpoch = () => Promise.resolve() } = this.options;
    return new TrainingLoop(
      {
        machine,
        meters,
        lookout,
        news,
        keeper,
        soundness,
        patience,
        tempo,
        turn,
        now,
        emit,
        backend: () => must(this.backend, 'the backend'),
        reset: () => this.reset(),
      },
      { epochs: this.program.epochs, steps, afterEpoch },
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
    this.lookout.look(ids);
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
    await this.turn.during(async () => {
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

  private async ensurePrepared(): Promise<boolean> {
    return this.run !== undefined || this.makeReady(this.options.resume, 'rest');
  }

  /** Builds the network on a device and has it begin, or go on from a copy; `next` is what it does then. */
  private async makeReady(resume: Checkpoint | undefined, next: 'train' | 'rest' | 'end'): Promise<boolean> {
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
    if (next === 'end') this.loop.endAgain(run);
    else if (resume === undefined) this.machine.set('idle');
    else if (next === 'rest') this.machine.set('paused');
    await this.lookout.show(run);
    return true;
  }

  private async findBackend(): Promise<Result<Fastest, string>> {
    const { backend, host, steps = 'fast' } = this.options;
    const prepare = () => Run.prepare(this.linked, this.options, this.tables);
    if (backend === 'auto') return fastestBackend(prepare, this.program, host, steps, this.now);
    const obtained = await obtainBackend(backend, host);
    return obtained.ok ? ok({ obtained: obtained.value, run: await prepare() }) : obtained;
  }

  private async reset(): Promise<void> {
    const { run } = this;
    if (run !== undefined) {
      run.restart();
      this.keeper.forget();
      await this.keeper.begin(run);
    }
    this.recovery.reset();
    this.machine.set('idle');
    if (run !== undefined) await this.lookout.show(run);
  }

  /** Takes a new device after the old one was lost and goes on from the last checkpoint. */
  private async recover(reason: string): Promise<void> {
    const { goal } = this.machine;
    const { latest } = this.keeper;
    const isAtEnd = this.machine.isAtEnd && latest !== undefined;
    const what = isAtEnd ? 'The trained network is put on it again' : 'Starting again from the last checkpoint';
    this.news.log('warning', `The graphics card was lost (${reason}). ${what}.`);
    this.machine.wishAgain();
    // Tensors of the lost device are not touched any more, not even to free them.
    this.meters.close(true);
    this.run = undefined;
    this.recovery.giveUpDevice();
    const next = isAtEnd ? 'end' : goal === undefined ? 'rest' : 'train';
    if (!(await this.makeReady(latest, next))) return;
    if (goal !== undefined) await this.train(goal);
  }

  private train(goal: Goal): Promise<void> {
    return this.turn.abreast(() => this.loop.train(must(this.run, 'the run'), goal));
  }

  private fail(fault: Fault): void {
    this.patience.settle();
    this.options.emit({ type: 'fault', fault });
    this.machine.set('failed');
  }
}
