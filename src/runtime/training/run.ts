/*
 * A program brought to life: data and network on the device, and where training stands. A run knows
 * how to take a step, to end an epoch and to go back; when to do so is the trainer's business.
 */
import type { AssetReader } from '../../assets/reader.ts';
import type { CallbackVerdict, Logs } from '../../catalog/define/index.ts';
import type { Beginning, Checkpoint, EarlierTraining } from '../../protocol/checkpoint.ts';
import type { StepMode } from '../../protocol/step-mode.ts';
import { disposeRows, uploadData } from '../data/device-data.ts';
import type { DeviceData } from '../data/device-data.ts';
import { prepareData } from '../data/prepare.ts';
import type { PreparedData } from '../data/prepare.ts';
import type { Linked } from '../link.ts';
import { firstLook } from '../model/first-look.ts';
import { initialWeights } from '../model/initial-weights.ts';
import type { WeightValues } from '../model/initial-weights.ts';
import { Network } from '../model/network.ts';
import { readsAtOnce } from '../read-all.ts';
import { tf } from '../tf.ts';
import { inMode } from '../wasm/quick-products.ts';
import { EpochBatches } from './batches.ts';
import { Callbacks } from './callbacks.ts';
import { readState, writeSlots, writeState } from './copy-state.ts';
import { evaluateRows } from './evaluate.ts';
import { declaredRandom, drawRandom, rateNumbers, ratesAt } from './feeds.ts';
import { LearningRate } from './learning-rate.ts';
import { Objective } from './objective.ts';
import { RecordedEvaluation } from './recorded-evaluation.ts';
import { RecordedSteps } from './recorded-steps.ts';
import { TrainingStep } from './step.ts';
import type { StepResults } from './step.ts';
import { Tally } from './tally.ts';

/** Steps by tfjs whose figures are read together: on a GPU every read waits for the queue. */
const WINDOW = 16;

export class Run {
  /** Optimizer steps taken, epochs completed, and batches taken of the epoch under way. */
  step = 0;
  epoch = 0;
  batch = 0;
  learningRate: LearningRate;
  readonly stepsPerEpoch: number;
  /** Grows whenever the weights are set from outside a step. */
  version = 0;
  private readonly tally: Tally;
  private readonly declared: ReturnType<typeof declaredRandom>;
  private readonly validation: RecordedEvaluation;
  private recorded: RecordedSteps | undefined;
  private readonly callbacks: Callbacks;

  private constructor(
    readonly linked: Linked,
    readonly data: PreparedData,
    readonly device: DeviceData,
    readonly network: Network,
    readonly objective: Objective,
    private readonly training: TrainingStep,
    private readonly batches: EpochBatches,
    /** Weights that stand in for the seeded ones: what layers took from the training rows, and what was given. */
    private readonly first: WeightValues,
    private readonly before: EarlierTraining | undefined,
  ) {
    this.stepsPerEpoch = batches.perEpoch;
    this.learningRate = new LearningRate(linked, before);
    this.tally = new Tally(objective.metrics);
    this.declared = declaredRandom(linked);
    this.validation = new RecordedEvaluation(network, objective, device.validation);
    this.callbacks = new Callbacks(linked);
  }

  /** Builds the network with its first weights, and puts the data on the device. Rejects where the data cannot be had. */
  static async prepare(linked: Linked, { first, before }: Beginning = {}, tables?: AssetReader): Promise<Run> {
    const { program } = linked;
    const data = await prepareData(linked, tables);
    const device = uploadData(program, data);
    const network = Network.build(linked);
    try {
      const adapted = await firstLook(network, device);
      if (first !== undefined) network.assign(first);
      const objective = new Objective(linked);
      const training = new TrainingStep(network, objective);
      if (before !== undefined) writeSlots(training, before.slots);
      const batches = new EpochBatches(program, device.train);
      const start = new Map([...adapted, ...(first ?? [])]);
      return new Run(linked, data, device, network, objective, training, batches, start, before);
    } catch (thrown) {
      for (const rows of Object.values(device)) disposeRows(rows);
      network.dispose();
      throw thrown;
    }
  }

  /** Back to the first weights. */
  restart(): void {
    this.network.assign(initialWeights(this.linked));
    this.network.assign(this.first);
    this.training.restart();
    if (this.before !== undefined) writeSlots(this.training, this.before.slots);
    this.learningRate = new LearningRate(this.linked, this.before);
    this.tally.lastLoss = Number.NaN;
    this.version++;
    this.goTo({ step: 0, epoch: 0, batch: 0, sums: { rows: 0, figures: [] }, epochs: [] });
  }

  /** How steps are taken; undefined before that was decided. */
  stepMode: StepMode | undefined;

  /**
   * Records what training repeats, where that is wanted and the backend can be recorded; weights are as before.
   * Gives the reason where it cannot.
   */
  async record(mode: StepMode): Promise<string | undefined> {
    if (this.stepMode !== undefined) return this.recorded?.reason;
    this.stepMode = 'eager';
    if (mode === 'eager') return undefined;
    const { linked, declared, training: step, network, device } = this;
    const variables = [...network.weights, ...step.state()].map(({ variable }) => variable);
    const rates = (at: number) => rateNumbers(linked, this.learningRate.at(at), this.iteration(at));
    const recorded = new RecordedSteps({ linked, declared, step, table: device.train, variables, rates }, mode);
    this.recorded = recorded;
    network.beforeForward = () => recorded.sync();
    for (const rows of this.batches.sizes) await recorded.prepare(rows);
    if (recorded.reason !== undefined) return recorded.reason;
    await this.validation.prepare(mode);
    this.stepMode = mode;
    return undefined;
  }

  /**
   * Takes a step, or up to `most` at once where they are recorded. Where values are in reach the loss is looked
   * at first, and a step whose loss is not finite leaves the weights as they were; the answer is then `false`.
   */
  advance(most = 1): boolean {
    const { step, epoch, batch } = this;
    const count = this.batches.sizeOf(batch);
    const alike = this.batches.alikeFrom(batch);
    const first = batch * this.linked.program.batchSize;
    const room = Math.max(1, this.mostUnderWay - this.tally.waiting);
    const taken = this.recorded?.take(epoch, first, count, step, Math.min(most, alike, room));
    if (taken !== undefined) {
      this.tally.addAll(step, taken.steps, count, taken.figures);
      this.step += taken.steps;
      this.batch += taken.steps;
      return taken.sound;
    }
    const rows = this.batches.at(epoch, batch);
    const results = this.compute(rows);
    const sound = !readsAtOnce() || Number.isFinite(results.figures.dataSync()[0]);
    if (sound) this.training.commit(results);
    else this.training.discard(results);
    this.tally.add(step, rows.count, results.figures);
    this.step++;
    this.batch++;
    return sound;
  }

  /** Computes a step and throws everything it made away, so that what it needs can be compiled ahead. */
  rehearse(): void {
    this.foresee(() => undefined);
  }

  /** What the next step would make of weights and optimizer state, for `look` alone: nothing is taken of it. */
  foresee<T>(look: (results: StepResults) => T): T {
    const [epoch, batch] = this.epochComplete ? [this.epoch + 1, 0] : [this.epoch, this.batch];
    const rows = this.batches.alone(epoch, batch);
    const results = inMode(this.stepMode, () => this.compute(rows));
    const seen = look(results);
    this.training.discard(results);
    results.figures.dispose();
    disposeRows(rows);
    return seen;
  }

  /** The optimizer's state, by the name of its slot and, where it has one for each weight, the weight's key. */
  get slots(): ReturnType<TrainingStep['state']> {
    return this.training.state();
  }

  private compute(rows: ReturnType<EpochBatches['at']>): StepResults {
    const rates = ratesAt(this.linked, this.learningRate.at(this.step), this.iteration(this.step));
    const random = drawRandom(this.declared, this.linked.program.seed, this.step, rows.count);
    const results = this.training.run({ rows, rates, random });
    tf.dispose([...Object.values(rates), ...Object.values(random).flatMap((each) => Object.values(each))]);
    return results;
  }

  /** How the optimizer counts a step of this run: on from an earlier training. */
  private iteration(step: number): number {
    return (this.before?.step ?? 0) + step;
  }

  /** Whether figures have to be read before more is begun. */
  get mustSettle(): boolean {
    return this.tally.waiting >= this.mostUnderWay;
  }

  /**
   * Steps that may wait for their figures. A device that still has more than a frame's worth of them to do paints late
   * what is asked of it behind them.
   */
  private get mostUnderWay(): number {
    return this.recorded?.atOnce(this.batches.sizeOf(this.batch)) ?? WINDOW;
  }

  get lastLoss(): number {
    return this.tally.lastLoss;
  }

  get epochComplete(): boolean {
    return this.batch >= this.stepsPerEpoch;
  }

  /** Reads the figures of the steps taken since the last call; gives the first step whose loss is not finite. */
  settle(): Promise<number | undefined> {
    return this.tally.settle();
  }

  /**
   * Closes the epoch: validates, asks the callbacks. Call after `settle`.
   * @param breath is called each time before others have their turn meanwhile.
   */
  async endEpoch(breath?: () => void): Promise<{ logs: Logs; verdicts: readonly CallbackVerdict[] }> {
    const learningRate = this.learningRate.at(this.step - 1);
    const logs: Logs = { ...this.tally.logs, ...(await this.validation.logs('val_', breath)) };
    const verdicts = this.callbacks.epochEnd(logs, learningRate);
    for (const verdict of verdicts) {
      if (verdict.learningRate !== undefined) this.learningRate.set(verdict.learningRate, this.step);
    }
    this.epoch++;
    this.batch = 0;
    this.tally.restart();
    return { logs, verdicts };
  }

  /** What each epoch so far has measured. */
  get logs(): readonly Logs[] {
    return this.callbacks.epochs.map(({ logs }) => logs);
  }

  /** Training has ended: the weights become what the optimizer ends with, as at the end of Keras' `fit`. */
  finishWeights(): void {
    if (this.step > 0 && this.training.finish()) this.version++;
  }

  /** The epoch whose weights the callbacks want back, counted from 0. */
  finishCallbacks(): number | undefined {
    return this.callbacks.finish();
  }

  test(): Promise<Logs> {
    return evaluateRows(this.network, this.objective, this.device.test, 'test_');
  }

  /** Call after `settle`, so that the sums of the epoch are complete. */
  async checkpoint(): Promise<Checkpoint> {
    const { step, epoch, batch } = this;
    const rest = { sums: this.tally.sums, epochs: this.callbacks.epochs, rate: this.learningRate.setting };
    const before = this.before === undefined ? {} : { before: this.before.step };
    return { step, epoch, batch, ...before, ...rest, ...(await readState(this.network, this.training)) };
  }

  /** Puts weights and optimizer state back, and the place in training. */
  restore(checkpoint: Checkpoint): void {
    writeState(this.network, this.training, checkpoint);
    this.learningRate.restore(checkpoint.rate);
    this.version++;
    this.goTo(checkpoint);
  }

  /** Puts weights alone back. */
  restoreWeights(weights: Checkpoint['weights']): void {
    this.network.assign(weights);
    this.version++;
  }

  /** Frees everything on the device. */
  dispose(): void {
    this.tally.restart();
    this.recorded?.dispose();
    this.validation.dispose();
    this.batches.release();
    for (const rows of Object.values(this.device)) disposeRows(rows);
    this.training.dispose();
    this.network.dispose();
  }

  private goTo({ step, epoch, batch, sums, epochs }: Pick<Checkpoint, 'step' | 'epoch' | 'batch' | 'sums' | 'epochs'>) {
    this.step = step;
    this.epoch = epoch;
    this.batch = batch;
    this.tally.restart(sums);
    this.callbacks.begin(epochs);
  }
}
