/*
 * A program brought to life: data and network on the device, and where training stands. A run knows
 * how to take a step, to end an epoch and to go back; when to do so is the trainer's business.
 */
import { stepsPerEpoch } from '../../catalog/data/plan-split.ts';
import type { CallbackRun, CallbackVerdict, Logs } from '../../catalog/define/index.ts';
import { catalog } from '../../catalog/index.ts';
import type { Program } from '../../compiler/types.ts';
import { disposeRows, sliceRows, uploadData } from '../data/device-data.ts';
import type { DeviceData, Rows } from '../data/device-data.ts';
import { prepareData } from '../data/prepare.ts';
import type { PreparedData } from '../data/prepare.ts';
import type { OutputView, ProbeFrame } from '../../protocol/readings.ts';
import { initialWeights } from '../model/initial-weights.ts';
import { Network } from '../model/network.ts';
import { measure, PROBE_ROWS } from '../instruments/measure.ts';
import type { PreviousWeights } from '../instruments/measure.ts';
import { viewOutput } from '../instruments/output.ts';
import { tf } from '../tf.ts';
import type { Tensor } from '../tf.ts';
import { EpochBatches, stepUniform } from './batches.ts';
import { readAll, restoreCheckpoint, takeCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { evaluateRows } from './evaluate.ts';
import { LearningRate } from './learning-rate.ts';
import { Objective } from './objective.ts';
import { TrainingStep } from './step.ts';

/** A figure that is still on the device, and the rows it is a mean of. */
interface Pending {
  readonly step: number;
  readonly rows: number;
  readonly figure: Tensor;
}

/** Answers of a step, kept until the metric is taken over several steps at once. */
interface Answered {
  readonly batch: Rows;
  readonly output: Tensor;
}

/** Steps whose metric is taken together: fewer kernels, at places that depend on nothing but the batch's index. */
const METRIC_STEPS = 16;

export class Run {
  /** Optimizer steps taken, and epochs completed. */
  step = 0;
  epoch = 0;
  lastLoss = Number.NaN;
  learningRate: LearningRate;
  readonly stepsPerEpoch: number;
  private batchIndex = 0;
  private sums = { rows: 0, loss: 0, metric: 0 };
  private losses: Pending[] = [];
  private metrics: Pending[] = [];
  private answered: Answered[] = [];
  private callbacks: readonly CallbackRun[] = [];
  private previous: PreviousWeights | undefined;

  private constructor(
    readonly program: Program,
    readonly data: PreparedData,
    private readonly device: DeviceData,
    readonly network: Network,
    readonly objective: Objective,
    private training: TrainingStep,
    private readonly batches: EpochBatches,
    private readonly probeRows: Rows,
  ) {
    this.stepsPerEpoch = stepsPerEpoch(device.train.count, program.batchSize);
    this.learningRate = new LearningRate(program);
    this.startCallbacks();
  }

  static async prepare(program: Program): Promise<Run> {
    const data = await prepareData(program);
    const device = uploadData(program, data);
    const network = await Network.build(program);
    const objective = new Objective(program);
    return new Run(
      program,
      data,
      device,
      network,
      objective,
      new TrainingStep(program, network, objective),
      new EpochBatches(program, device.train),
      sliceRows(device.train, 0, Math.min(PROBE_ROWS, device.train.count)),
    );
  }

  /** Back to the seeded first weights. */
  restart(): void {
    this.discardPending();
    this.network.assign(initialWeights(this.program));
    this.training.dispose();
    this.training = new TrainingStep(this.program, this.network, this.objective);
    this.learningRate = new LearningRate(this.program);
    this.step = 0;
    this.epoch = 0;
    this.lastLoss = Number.NaN;
    this.previous = undefined;
    this.startEpoch();
    this.startCallbacks();
  }

  /** Takes one step. `guard` may refuse the update after seeing the loss; see `TrainingStep.run`. */
  advance(guard?: (loss: Tensor) => boolean): void {
    const { step } = this;
    const batch = this.batches.at(this.epoch, this.batchIndex);
    const lr = this.learningRate.at(step);
    const { loss, output } = this.training.run(batch, step, lr, stepUniform(this.program.seed, step), guard);
    this.losses.push({ step, rows: batch.count, figure: loss });
    this.answered.push({ batch, output });
    this.step++;
    this.batchIndex++;
    if (this.batchIndex % METRIC_STEPS === 0 || this.epochComplete) this.takeMetric();
  }

  get pendingSteps(): number {
    return this.losses.length;
  }

  get epochComplete(): boolean {
    return this.batchIndex >= this.stepsPerEpoch;
  }

  /** The learning rate of the next step. */
  get currentLearningRate(): number {
    return this.learningRate.at(this.step);
  }

  /** Reads the figures of the steps taken since the last call; returns the first step whose loss is not finite. */
  async settle(): Promise<{ nonFiniteStep?: number }> {
    const { losses, metrics, sums } = this;
    const values = await readAll([...losses, ...metrics].map(({ figure }) => figure));
    const read = (index: number) => values[index]?.[0] ?? Number.NaN;
    let nonFiniteStep: number | undefined;
    losses.forEach(({ step, rows }, i) => {
      this.lastLoss = read(i);
      if (!Number.isFinite(this.lastLoss)) nonFiniteStep ??= step;
      sums.rows += rows;
      sums.loss += this.lastLoss * rows;
    });
    metrics.forEach(({ rows }, i) => (sums.metric += read(losses.length + i) * rows));
    tf.dispose([...losses, ...metrics].map(({ figure }) => figure));
    this.losses = [];
    this.metrics = [];
    return nonFiniteStep === undefined ? {} : { nonFiniteStep };
  }

  /** The metric over all rows of the answered steps. */
  private takeMetric(): void {
    const { answered, step, objective } = this;
    this.answered = [];
    const rows = answered.reduce((sum, { batch }) => sum + batch.count, 0);
    const figure = tf.tidy(() => {
      const targets = tf.concat(answered.map(({ batch }) => batch.targets));
      const output = tf.concat(answered.map((each) => each.output));
      return objective.measure({ count: rows, inputs: {}, targets }, output);
    });
    tf.dispose(answered.map(({ output }) => output));
    if (figure !== undefined) this.metrics.push({ step, rows, figure });
  }

  /** Closes the epoch: validates, asks the callbacks. Call after `settle`. */
  async endEpoch(): Promise<{ logs: Logs; verdicts: readonly CallbackVerdict[] }> {
    const { sums, objective } = this;
    const logs: Logs = {
      loss: sums.loss / sums.rows,
      ...(objective.metric === undefined ? {} : { [objective.metric.name]: sums.metric / sums.rows }),
      ...(await evaluateRows(this.network, objective, this.device.validation, 'val_')),
    };
    const verdicts = this.callbacks.map((callback) => callback.epochEnd(this.epoch, logs));
    this.epoch++;
    this.startEpoch();
    return { logs, verdicts };
  }

  /** The epoch whose weights the callbacks want back, counted from 0. */
  finishCallbacks(): number | undefined {
    return this.callbacks.map((callback) => callback.finish().restoreEpoch).find((epoch) => epoch !== undefined);
  }

  test(): Promise<Logs> {
    return evaluateRows(this.network, this.objective, this.device.test, 'test_');
  }

  async probe(): Promise<ProbeFrame> {
    const at = { step: this.step, epoch: this.epoch, learningRate: this.currentLearningRate };
    const { frame, weights } = await measure(this.network, this.objective, this.probeRows, at, this.previous);
    this.previous = weights;
    return frame;
  }

  view(resolution: number): Promise<OutputView | undefined> {
    return viewOutput(this.network, this.objective, this.data, this.device, resolution);
  }

  checkpoint(): Promise<Checkpoint> {
    return takeCheckpoint(this.network, this.training, this.step, this.epoch);
  }

  /** Puts weights and optimizer state back, and the place in training unless only the weights are wanted. */
  restore(checkpoint: Checkpoint, what: 'everything' | 'weights'): void {
    if (what === 'weights') {
      this.network.assign(checkpoint.weights);
      return;
    }
    this.discardPending();
    restoreCheckpoint(this.network, this.training, checkpoint);
    this.step = checkpoint.step;
    this.epoch = checkpoint.epoch;
    this.startEpoch();
  }

  /** Frees everything on the device. */
  dispose(): void {
    this.discardPending();
    this.batches.release();
    disposeRows(this.probeRows);
    for (const rows of Object.values(this.device)) disposeRows(rows);
    this.training.dispose();
    this.network.dispose();
  }

  private startEpoch(): void {
    this.batchIndex = 0;
    this.sums = { rows: 0, loss: 0, metric: 0 };
  }

  private startCallbacks(): void {
    this.callbacks = this.program.callbacks.map(({ type, params }) => catalog.expect(type, 'callback').start(params));
  }

  private discardPending(): void {
    tf.dispose([...this.losses, ...this.metrics].map(({ figure }) => figure));
    tf.dispose(this.answered.map(({ output }) => output));
    this.losses = [];
    this.metrics = [];
    this.answered = [];
  }
}
