import type { Asset } from '../../assets/asset.ts';
import { must } from '../../base/invariant.ts';
import { shorten } from '../../base/text.ts';
import { formatShape } from '../../base/shape.ts';
import type { EdgePlan, Program } from '../../compiler/types.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { Fault } from '../../protocol/fault.ts';
import type { Finding } from '../../diagnosis/index.ts';
import type { Distribution, WireReadings } from '../../protocol/readings.ts';
import { tensorKey } from '../../compiler/types.ts';
import { Trainer } from '../../runtime/training/trainer.ts';
import { Failure } from '../failure.ts';
import { nodeHost } from '../node-host.ts';
import { Observer } from '../observer.ts';
import { printFindings } from '../print-findings.ts';
import { ownData } from '../own-data.ts';
import { print, printJson, table } from '../print.ts';
import { plainGraph, programsOf, readGraph } from '../read.ts';
import type { ReadFile } from '../read.ts';

export interface ProbeOptions {
  readonly json?: boolean;
  readonly backend?: BackendName;
  readonly after?: number;
  readonly seed?: number;
}

/** Prints the statistics of every wire, at the first weights or after some epochs. */
export async function probe(file: string, options: ProbeOptions): Promise<void> {
  const read = readGraph(file, { seed: options.seed });
  for (const program of programsOf(file, read)) {
    const assets = await ownData(file, read, program);
    const { frame, step, epoch, findings } = await frameOf(read, program, options, assets);
    const edges = [...plainGraph(read).compilation.edges.values()].filter(({ programs }) =>
      programs.includes(program.id),
    );
    const readings = edges.flatMap((edge) => readingsOf(edge, frame));
    if (options.json === true) {
      for (const reading of readings) printJson({ type: 'wire', program: program.id, ...reading });
      printFindings(program.id, findings, true);
      printJson({ type: 'done', program: program.id, step, epoch, loss: frame.loss });
    } else {
      print(`${shorten(program.name, 80)} (${program.id}), step ${step}, loss ${frame.loss.toPrecision(5)}`);
      print(
        table(['wire', 'value', 'shape', 'mean ± sd', 'min … max', 'zeros', 'dead', 'gradient'], readings.map(row)),
      );
      printFindings(program.id, findings, false);
      print('');
    }
  }
}

interface Frame {
  readonly frame: WireReadings;
  readonly step: number;
  readonly epoch: number;
  readonly findings: readonly Finding[];
}

async function frameOf(
  read: ReadFile,
  program: Program,
  { backend, after = 0 }: ProbeOptions,
  assets: readonly Asset[],
): Promise<Frame> {
  let fault: Fault | undefined;
  const observer = new Observer({ ...plainGraph(read), program });
  const trainer = new Trainer(
    { ...program, epochs: Math.max(1, after) },
    {
      backend: backend ?? 'auto',
      host: nodeHost,
      assets,
      emit(event) {
        observer.hear(event);
        if (event.type === 'fault') fault = event.fault;
      },
      afterEpoch: (run) => observer.afterEpoch(run),
    },
  );
  await trainer.prepare();
  if (trainer.current !== undefined) await observer.look(trainer.current);
  if (after > 0 && fault === undefined) {
    trainer.command({ type: 'start' });
    await trainer.settled();
  }
  if (fault !== undefined) throw new Failure(`${fault.message} ${fault.hint}`);
  const run = trainer.current;
  if (run === undefined) throw new Failure(`${program.id} could not be prepared.`);
  const { step, epoch } = run;
  await observer.look(run);
  const frame = must(observer.latest, 'the reading of the wires');
  const findings = observer.findings();
  observer.close();
  await trainer.dispose();
  return { frame, step, epoch, findings };
}

interface Reading {
  readonly wire: string;
  readonly value: string;
  readonly shape: readonly number[];
  readonly forward: Distribution;
  readonly deadUnits?: number;
  readonly units?: number;
  readonly gradientNorm?: number | undefined;
}

function readingsOf({ edge, carries }: EdgePlan, frame: WireReadings): Reading[] {
  if (carries.what === 'activation' || carries.what === 'features') {
    const name = tensorKey(carries.tensor);
    const tensor = frame.tensors[name];
    if (tensor === undefined) return [];
    const { shape, forward, deadUnits, units, gradientNorm } = tensor;
    return [{ wire: edge, value: name, shape, forward, deadUnits, units, gradientNorm }];
  }
  if (carries.what === 'initializer') {
    return carries.weights.flatMap((key) => {
      const weight = frame.weights[key];
      return weight === undefined
        ? []
        : [{ wire: edge, value: key, shape: weight.shape, forward: weight.values, gradientNorm: weight.gradientNorm }];
    });
  }
  return [];
}

const short = (value: number): string => (value === 0 ? '0' : value.toPrecision(3));

function row({ wire, value, shape, forward, deadUnits, units, gradientNorm }: Reading): string[] {
  return [
    wire,
    value,
    formatShape(shape),
    `${short(forward.mean)} ± ${short(forward.std)}`,
    `${short(forward.min)} … ${short(forward.max)}`,
    `${(100 * forward.zeros).toFixed(1)} %`,
    deadUnits === undefined ? '' : `${deadUnits}/${units ?? 0}`,
    gradientNorm === undefined ? '' : short(gradientNorm),
  ];
}
