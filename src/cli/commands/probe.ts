import type { Asset } from '../../assets/asset.ts';
import { must } from '../../base/invariant.ts';
import { shorten } from '../../base/text.ts';
import { formatShape } from '../../base/shape.ts';
import type { Program } from '../../compiler/types.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { Fault } from '../../protocol/fault.ts';
import type { Finding } from '../../diagnosis/index.ts';
import { readServing } from '../../runtime/instruments/serving-wires.ts';
import { Trainer } from '../../runtime/training/trainer.ts';
import { Failure } from '../failure.ts';
import { nodeHost } from '../node-host.ts';
import { Observer } from '../observer.ts';
import { printFindings } from '../print-findings.ts';
import { ownData } from '../own-data.ts';
import { print, printJson, table } from '../print.ts';
import { plainGraph, programsOf, readGraph } from '../read.ts';
import type { ReadFile } from '../read.ts';
import { rowsOfWire } from '../wire-rows.ts';
import type { Measured, WireRow } from '../wire-rows.ts';

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
    const { compilation, document } = plainGraph(read);
    const edges = [...compilation.edges.values()].filter(({ programs }) => programs.includes(program.id));
    const measures = edges.some(({ carries }) => carries.what === 'metric');
    const { epoch, findings, ...found } = await frameOf(read, program, options, assets, measures);
    const { frame, step } = found;
    const rows = edges.flatMap((edge) => rowsOfWire(edge, { document, program, ...found }));
    if (options.json === true) {
      for (const row of rows) printJson({ type: 'wire', program: program.id, ...row });
      printFindings(program.id, findings, true);
      printJson({ type: 'done', program: program.id, step, epoch, loss: frame.loss });
    } else {
      print(`${shorten(program.name, 80)} (${program.id}), step ${step}, loss ${frame.loss.toPrecision(5)}`);
      print(table(['wire', 'value', 'shape', 'mean ± sd', 'min … max', 'zeros', 'dead', 'gradient'], rows.map(cells)));
      printFindings(program.id, findings, false);
      print('');
    }
  }
}

interface Frame extends Pick<Measured, 'frame' | 'first' | 'serving' | 'step'> {
  readonly epoch: number;
  readonly findings: readonly Finding[];
}

async function frameOf(
  read: ReadFile,
  program: Program,
  { backend, after = 0 }: ProbeOptions,
  assets: readonly Asset[],
  measures: boolean,
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
  const first = must(observer.first, 'the first reading of the wires');
  const serving = await readServing(run, measures);
  const findings = observer.findings();
  observer.close();
  await trainer.dispose();
  return { frame, first, serving, step, epoch, findings };
}

const short = (value: number): string => (value === 0 ? '0' : value.toPrecision(3));

function cells({ value, wire, shape, forward, deadUnits, units, gradientNorm, figure, val_figure }: WireRow): string[] {
  const heldOut = val_figure === undefined ? '' : `, held out ${short(val_figure)}`;
  const one = figure === undefined ? '' : `${short(figure)}${heldOut}`;
  return [
    wire,
    value,
    shape === undefined ? '' : formatShape(shape),
    forward === undefined ? one : `${short(forward.mean)} ± ${short(forward.std)}`,
    forward === undefined ? '' : `${short(forward.min)} … ${short(forward.max)}`,
    forward === undefined ? '' : `${(100 * forward.zeros).toFixed(1)} %`,
    deadUnits === undefined ? '' : `${deadUnits}/${units ?? 0}`,
    gradientNorm === undefined ? '' : short(gradientNorm),
  ];
}
