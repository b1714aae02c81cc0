import type { Asset } from '../../assets/asset.ts';
import { plural } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import type { Program } from '../../compiler/types.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { TrainerEvent } from '../../protocol/events.ts';
import type { Fault } from '../../protocol/fault.ts';
import type { StepMode } from '../../protocol/step-mode.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import { Trainer } from '../../runtime/training/trainer.ts';
import { BestSoFar, epochInWords, trainedOf } from '../best-so-far.ts';
import { Failure } from '../failure.ts';
import { INTERRUPTED, listenForInterrupt } from '../interrupt.ts';
import type { Interrupt } from '../interrupt.ts';
import { nodeHost } from '../node-host.ts';
import { Observer } from '../observer.ts';
import { printFindings } from '../print-findings.ts';
import { ownData } from '../own-data.ts';
import { print, printJson, progressLine, warn } from '../print.ts';
import type { Trained } from '../../interop/trained.ts';
import { readTrained } from '../read-trained.ts';
import { plainGraph, programsOf, readGraph } from '../read.ts';
import type { ReadFile } from '../read.ts';
import { openWeightsFile } from '../weights-file.ts';
import type { WeightsFile } from '../weights-file.ts';

export interface TrainOptions {
  readonly json?: boolean;
  readonly backend?: BackendName;
  readonly epochs?: number;
  readonly seed?: number;
  readonly weights?: string;
  /** A file of weights to go on from. */
  readonly from?: string;
  readonly steps?: StepMode;
}

/** Trains every program of a graph, one after the other, until all have ended or somebody wants no more. */
export async function train(file: string, options: TrainOptions): Promise<void> {
  const read = readGraph(file, { seed: options.seed });
  for (const message of read.warnings) warn(`warning  ${message}`);
  const programs = programsOf(file, read);
  const { weights, epochs, from } = options;
  const [only, ...others] = programs;
  if (from !== undefined && others.length > 0)
    throw new Failure(
      `--from goes on with one training, but ${file} has several: ${programs.map(({ id }) => id).join(', ')}.`,
    );
  const reached = from === undefined || only === undefined ? undefined : readTrained(from, only);
  const outputs = new Map<string, WeightsFile>();
  const broken: string[] = [];
  try {
    if (weights !== undefined) {
      for (const program of programs) outputs.set(program.id, openWeightsFile(weights, program, programs.length));
    }
    for (const program of programs) {
      const asked = epochs === undefined ? program : { ...program, epochs };
      const assets = await ownData(file, read, program);
      const { fault, stopped } = await trainOne(read, asked, options, assets, outputs.get(program.id), reached);
      if (fault !== undefined) {
        // What one program broke on says nothing of the next one.
        if (others.length === 0) throw new Failure(fault);
        warn(fault);
        broken.push(program.id);
      }
      if (stopped) break;
    }
  } finally {
    for (const output of outputs.values()) output.discard();
  }
  if (broken.length > 0)
    throw new Failure(`${broken.length} of ${programs.length} did not end well: ${broken.join(', ')}.`);
}

/** How the training of a program ended: what it broke on, and whether somebody wanted no more of it. */
interface Ended {
  readonly fault?: string;
  readonly stopped: boolean;
}

async function trainOne(
  read: ReadFile,
  program: Program,
  options: TrainOptions,
  assets: readonly Asset[],
  output: WeightsFile | undefined,
  from: Trained | undefined,
): Promise<Ended> {
  const json = options.json === true;
  const report = json ? jsonReport(program) : textReport(program);
  const observer = new Observer({ ...plainGraph(read), program });
  const bestSoFar = output && new BestSoFar();
  const tell = () => printFindings(program.id, observer.news(), json);
  /** How the run ended is said last, after what was found in it. */
  let ending: TrainerEvent | undefined;
  let fault: Fault | undefined;
  let restored: number | undefined;
  const trainer = new Trainer(program, {
    backend: options.backend ?? 'auto',
    host: nodeHost,
    assets,
    ...(options.steps !== undefined && { steps: options.steps }),
    ...(from && { first: from.weights, ...(from.optimizer && { before: from.optimizer }) }),
    emit(event) {
      if (event.type === 'fault') fault = event.fault;
      if (event.type === 'done') restored = event.restoredEpoch;
      observer.hear(event);
      if (event.type === 'done' || event.type === 'fault') ending = event;
      else report(event);
    },
    async afterEpoch(run) {
      await observer.afterEpoch(run);
      await bestSoFar?.afterEpoch(run);
    },
  });
  const interrupt = listenForInterrupt(() => trainer.command({ type: 'stop' }));
  try {
    await trainer.prepare();
    if (trainer.current !== undefined) await observer.look(trainer.current);
    tell();
    if (fault === undefined) trainer.command({ type: 'start' });
    // Somebody wanted no more while the first look was taken.
    if (interrupt.cause !== undefined) trainer.command({ type: 'stop' });
    await trainer.settled();
    const { cause } = interrupt;
    if (trainer.current !== undefined && fault === undefined) await observer.look(trainer.current);
    tell();
    if (ending !== undefined) report(ending);
    const { current: run, kept } = trainer;
    const reached = await run?.checkpoint();
    // What a callback has chosen goes before what the losses say, and a run that ended by itself has its own end.
    const chosen = kept === undefined ? restored : kept.epoch + 1;
    const ended = ending?.type === 'done' && ending.reason !== 'stopped';
    const best = cause === undefined || ended || chosen !== undefined ? undefined : bestSoFar?.best;
    if (
      run !== undefined &&
      reached !== undefined &&
      output !== undefined &&
      (best !== undefined || isWorthKeeping(reached, fault, cause))
    ) {
      // The state of the optimizer goes with its own weights; those that a callback kept are of another epoch.
      output.save(kept === undefined ? (best?.trained ?? trainedOf(run, reached)) : { weights: kept.weights });
      const epoch = chosen ?? best?.epoch;
      const which =
        epoch === undefined ? 'The latest weights' : `The best weights so far, of ${epochInWords(run, epoch)},`;
      if (cause === 'signal') warn(`Stopped. ${which} are in ${output.path}.`);
    } else if (cause === 'signal') {
      warn(output === undefined ? 'Stopped.' : `Stopped before anything was learned; ${output.path} was not written.`);
    }
    if (cause === 'signal') process.exitCode = INTERRUPTED;
    const stopped = cause !== undefined;
    return cause === 'signal' || fault === undefined
      ? { stopped }
      : { stopped, fault: `${fault.message} ${fault.hint}` };
  } finally {
    interrupt.release();
    observer.close();
    await trainer.dispose();
  }
}

/** A run that broke leaves the file as it was; one that was stopped has reached something, unless it never began. */
function isWorthKeeping({ step, weights }: Checkpoint, fault: Fault | undefined, cause: Interrupt['cause']): boolean {
  if (cause === undefined) return fault === undefined;
  return step > 0 && [...weights.values()].every((values) => values.every(Number.isFinite));
}

type Report = (event: TrainerEvent) => void;

function jsonReport(program: Program): Report {
  return (event) => {
    if (event.type === 'epoch') {
      const { epoch, step, logs, learningRate, seconds } = event;
      printJson({ type: 'epoch', program: program.id, epoch, step, ...logs, lr: learningRate, seconds });
    } else if (event.type === 'done') {
      const { reason, detail, epochs, steps, logs, backend, restoredEpoch } = event;
      printJson({
        type: 'done',
        program: program.id,
        reason,
        detail,
        epochs,
        steps,
        ...logs,
        backend,
        restored_epoch: restoredEpoch,
      });
    } else if (event.type === 'fault') printJson({ type: 'fault', program: program.id, ...event.fault });
    else if (event.type === 'log') warn(`${event.level}  ${event.message}`);
  };
}

function textReport(program: Program): Report {
  const line = progressLine();
  return (event) => {
    if (event.type === 'prepared') print(`${shorten(program.name, 80)} (${program.id}) on ${event.backend}`);
    else if (event.type === 'batch') {
      line.show(`step ${event.step}  loss ${event.loss.toFixed(4)}  ${Math.round(event.stepsPerSecond)} steps/s`);
    } else if (event.type === 'epoch') {
      line.clear();
      print(
        `epoch ${String(event.epoch).padStart(4)}/${program.epochs}  ${figures(event.logs)}  lr ${event.learningRate.toPrecision(3)}`,
      );
    } else if (event.type === 'done') {
      line.clear();
      const restored =
        event.restoredEpoch === undefined ? '' : ` Weights of epoch ${event.restoredEpoch} were put back.`;
      print(`done after ${plural(event.epochs, 'epoch')}: ${event.detail}${restored}  ${figures(event.logs)}`);
    } else if (event.type === 'log') {
      line.clear();
      warn(`${event.level}  ${event.message}`);
    }
  };
}

const figures = (logs: Readonly<Record<string, number>>): string =>
  Object.entries(logs)
    .map(([name, value]) => `${name} ${value.toFixed(4)}`)
    .join('  ');
