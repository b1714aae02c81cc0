import { shorten } from '../../base/text.ts';
import { formatShape } from '../../base/shape.ts';
import type { EdgePlan, Program } from '../../compiler/types.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { Fault } from '../../protocol/fault.ts';
import type { Distribution, WireReadings } from '../../protocol/readings.ts';
import { tensorKey } from '../../compiler/types.ts';
import { readWires } from '../../runtime/instruments/wires.ts';
import { Trainer } from '../../runtime/training/trainer.ts';
import { Failure } from '../failure.ts';
import { nodeHost } from '../node-host.ts';
import { print, printJson, table } from '../print.ts';
import { programsOf, readGraph } from '../read.ts';

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
    const { frame, step, epoch } = await frameOf(program, options);
    const edges = [...read.compilation.edges.values()].filter(({ programs }) => programs.includes(program.id));
    const readings = edges.flatMap((edge) => readingsOf(edge, frame));
    if (options.json === true) {
      for (const reading of readings) printJson({ type: 'wire', program: program.id, ...reading });
      printJson({ type: 'done', program: program.id, step, epoch, loss: frame.loss });
    } else {
      print(`${shorten(program.name, 80)} (${program.id}), step ${step}, loss ${frame.loss.toPrecision(5)}`);
      print(
        table(['wire', 'value', 'shape', 'mean ± sd', 'min … max', 'zeros', 'dead', 'gradient'], readings.map(row)),
      );
      print('');
    }
  }
}

interface Frame {
  readonly frame: WireReadings;
  readonly step: number;
  readonly epoch: number;
}

async function frameOf(program: Program, { backend, after = 0 }: ProbeOptions): Promise<Frame> {
  let fault: Fault | undefined;
  const trainer = new Trainer(
    { ...program, epochs: Math.max(1, after) },
    {
      backend: backend ?? 'auto',
      host: nodeHost,
      emit: (event) => (fault = event.type === 'fault' ? event.fault : fault),
    },
  );
  await trainer.prepare();
  if (after > 0 && fault === undefined) {
    trainer.command({ type: 'start' });
    await trainer.settled();
  }
  if (fault !== undefined) throw new Failure(`${fault.message} ${fault.hint}`);
  const run = trainer.current;
  if (run === undefined) throw new Failure(`${program.id} could not be prepared.`);
  const { step, epoch } = run;
  const frame = await readWires(run);
  await trainer.dispose();
  return { frame, step, epoch };
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
