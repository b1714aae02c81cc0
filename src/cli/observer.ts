/*
 * Watches a run for the rules of `src/diagnosis`: reads the wires at the first weights, at epochs that lie twice as
 * far apart each time, and at the end. Readings change nothing, so the run is the same without them.
 */
import { catalog as everything } from '../catalog/index.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Compilation, Program } from '../compiler/types.ts';
import { diagnose } from '../diagnosis/index.ts';
import type { EpochFigures, Finding, Moment } from '../diagnosis/index.ts';
import type { GraphDocument } from '../graph/types.ts';
import type { DataView } from '../protocol/data-view.ts';
import type { TrainerEvent } from '../protocol/events.ts';
import type { Fault } from '../protocol/fault.ts';
import type { WireReadings } from '../protocol/readings.ts';
import { wires } from '../runtime/instruments/wires.ts';
import type { Run } from '../runtime/training/run.ts';

export interface Watched {
  readonly document: GraphDocument;
  readonly compilation: Compilation;
  readonly program: Program;
  readonly catalog?: Catalog;
}

export class Observer {
  private readonly readings: Moment[] = [];
  private readonly epochs: EpochFigures[] = [];
  private readonly said = new Set<string>();
  private meter: { readonly run: Run; readonly at: ReturnType<typeof wires.open> } | undefined;
  private data: DataView | undefined;
  private fault: Fault | undefined;
  private done: { readonly reason: string; readonly restoredEpoch?: number } | undefined;
  private step = 0;
  private stepsPerEpoch = 0;

  constructor(private readonly watched: Watched) {}

  /** Hears what the trainer tells. */
  hear(event: TrainerEvent): void {
    if (event.type === 'prepared') {
      this.data = event.data;
      this.stepsPerEpoch = event.stepsPerEpoch;
    } else if (event.type === 'epoch') {
      const { epoch, step, logs, learningRate } = event;
      this.epochs.push({ epoch, step, logs, learningRate });
      this.step = step;
    } else if (event.type === 'fault') this.fault = event.fault;
    else if (event.type === 'done') this.done = event;
  }

  /** After an epoch: looks where it is time to. */
  async afterEpoch(run: Run): Promise<void> {
    const { epoch } = run;
    const isDouble = (epoch & (epoch - 1)) === 0;
    if (isDouble || epoch >= this.watched.program.epochs) await this.look(run);
  }

  /** Reads the wires as they are, once for each step. */
  async look(run: Run): Promise<void> {
    if (this.readings.at(-1)?.step === run.step) return;
    this.meter ??= { run, at: wires.open(run) };
    // A lost device took the earlier run along, and what was kept on it.
    if (this.meter.run !== run) this.meter = { run, at: wires.open(run) };
    const reading = await this.meter.at.reduce(true);
    if (reading !== undefined) this.readings.push({ step: run.step, wires: reading });
  }

  /** What was read first. */
  get first(): WireReadings | undefined {
    return this.readings[0]?.wires;
  }

  /** What was read last. */
  get latest(): WireReadings | undefined {
    return this.readings.at(-1)?.wires;
  }

  /** What the rules find now. */
  findings(): readonly Finding[] {
    const { document, compilation, program, catalog = everything } = this.watched;
    const { readings, epochs, data, step, stepsPerEpoch, done, fault } = this;
    return diagnose({
      document,
      compilation,
      program,
      catalog,
      readings,
      epochs,
      data,
      step,
      stepsPerEpoch,
      done,
      fault,
    });
  }

  /** Those that have not been handed out before. */
  news(): readonly Finding[] {
    return this.findings().filter(({ rule, node }) => {
      const key = `${rule} ${node}`;
      return !this.said.has(key) && this.said.add(key) !== undefined;
    });
  }

  /** Frees what it keeps on the device; call while the run stands. */
  close(): void {
    this.meter?.at.close();
    this.meter = undefined;
  }
}
