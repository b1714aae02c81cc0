import { writeFileSync } from 'node:fs';
import type { Program } from '../../compiler/types.ts';
import { encodeSafetensors } from '../../interop/safetensors.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { TrainerEvent } from '../../protocol/events.ts';
import type { Fault } from '../../protocol/fault.ts';
import { Trainer } from '../../runtime/training/trainer.ts';
import { Failure } from '../failure.ts';
import { nodeHost } from '../node-host.ts';
import { print, printJson, progressLine, warn } from '../print.ts';
import { programsOf, readGraph } from '../read.ts';

export interface TrainOptions {
  readonly json?: boolean;
  readonly backend?: BackendName;
  readonly epochs?: number;
  readonly seed?: number;
  readonly weights?: string;
}

/** Trains every program of a graph, one after the other. */
export async function train(file: string, options: TrainOptions): Promise<void> {
  const read = readGraph(file, { seed: options.seed });
  for (const message of read.warnings) warn(`warning  ${message}`);
  const programs = programsOf(file, read);
  for (const program of programs) {
    await trainOne(
      options.epochs === undefined ? program : { ...program, epochs: options.epochs },
      options,
      programs.length,
    );
  }
}

async function trainOne(program: Program, options: TrainOptions, programs: number): Promise<void> {
  const report = options.json === true ? jsonReport(program) : textReport(program);
  let fault: Fault | undefined;
  const trainer = new Trainer(program, {
    backend: options.backend ?? 'auto',
    host: nodeHost,
    emit(event) {
      if (event.type === 'fault') fault = event.fault;
      report(event);
    },
  });
  trainer.command({ type: 'start' });
  await trainer.settled();
  if (fault === undefined && options.weights !== undefined) {
    const target = programs === 1 ? options.weights : options.weights.replace(/(\.[^.]*)?$/, `-${program.id}$1`);
    await writeWeights(target, trainer);
  }
  await trainer.dispose();
  if (fault !== undefined) throw new Failure(`${fault.message} ${fault.hint}`);
}

async function writeWeights(file: string, trainer: Trainer): Promise<void> {
  const run = trainer.current;
  if (run === undefined) return;
  const { weights } = await run.checkpoint();
  const tensors = run.network.weights.map(({ key, plan }) => ({
    name: key,
    shape: plan.shape,
    values: weights.get(key) ?? new Float32Array(),
  }));
  writeFileSync(file, encodeSafetensors(tensors, { program: run.program.id, seed: String(run.program.seed) }));
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
    if (event.type === 'prepared') print(`${program.name} (${program.id}) on ${event.backend}`);
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
      print(`done after ${event.epochs} epochs: ${event.detail}${restored}  ${figures(event.logs)}`);
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
