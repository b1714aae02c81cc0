/*
 * Trains a graph again and again, each time with another value of one param or of several, and says which did
 * best. All runs take place on the backend that the first one got, so that they are comparable.
 */
import { duration, plural } from '../../base/format.ts';
import { catalog } from '../../catalog/index.ts';
import type { ParamValue } from '../../catalog/params.ts';
import { compile } from '../../compiler/compile.ts';
import { nodesOfProgram } from '../../compiler/sweep/trained-by.ts';
import { readAxis, valueWords, variantsOf, variesLoss } from '../../compiler/sweep/variants.ts';
import type { Axis, Variant } from '../../compiler/sweep/variants.ts';
import type { Program } from '../../compiler/types.ts';
import type { GraphDocument } from '../../graph/types.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { TrainerEvent } from '../../protocol/events.ts';
import { Trainer } from '../../runtime/training/trainer.ts';
import { Failure } from '../failure.ts';
import { INTERRUPTED, listenForInterrupt } from '../interrupt.ts';
import type { Interrupt } from '../interrupt.ts';
import { nodeHost } from '../node-host.ts';
import { print, printJson, progressLine, warn } from '../print.ts';
import { programsOf, readGraph } from '../read.ts';

export interface SweepOptions {
  readonly param: readonly string[];
  readonly program?: string;
  readonly json?: boolean;
  readonly backend?: BackendName;
  readonly epochs?: number;
  readonly seed?: number;
}

type Metric = Extract<TrainerEvent, { type: 'prepared' }>['metrics'][number];

/** How one run ended. */
interface Outcome {
  readonly variant: Variant;
  /** Why it was not trained to its end. */
  readonly error?: string;
  readonly best?: { readonly epoch: number; readonly figure: string; readonly value: number };
  readonly metric?: Metric;
  readonly done?: Extract<TrainerEvent, { type: 'done' }>;
  readonly seconds: number;
}

export async function sweep(file: string, options: SweepOptions): Promise<void> {
  const read = readGraph(file, { seed: options.seed });
  for (const message of read.warnings) warn(`warning  ${message}`);
  const { document } = read;
  const axes = options.param.map((text) => axisOf(document, text));
  const program = chosenProgram(document, programsOf(file, read), axes, options.program);
  const variants = variantsOf(document, catalog, axes);
  if (!variants.ok) throw new Failure(variants.error);
  const judge: Judge = variesLoss(document, catalog, axes) ? 'metric' : 'loss';
  const line = progressLine();
  const outcomes: Outcome[] = [];
  let backend = options.backend;
  for (const variant of variants.value) {
    line.show(`run ${outcomes.length + 1} of ${variants.value.length}: ${wordsOf(variant)}`);
    const { outcome, cause } = await trainVariant(variant, program, judge, { ...options, ...(backend && { backend }) });
    line.clear();
    if (cause === undefined) {
      outcomes.push(outcome);
      report(outcome, program, options);
      backend ??= outcome.done?.backend;
      continue;
    }
    if (cause === 'signal') {
      warn(`Stopped after ${plural(outcomes.length, 'run')}.`);
      process.exitCode = INTERRUPTED;
    }
    break;
  }
  summarise(outcomes, judge, options);
  if (outcomes.length > 0 && outcomes.every(({ error }) => error !== undefined)) {
    throw new Failure('None of the runs could be trained.');
  }
}

function axisOf(document: GraphDocument, text: string): Axis {
  const axis = readAxis(document, catalog, text);
  if (!axis.ok) throw new Failure(axis.error);
  return axis.value;
}

/** The Train node that was asked for, or the first one that what is varied flows into. */
function chosenProgram(
  document: GraphDocument,
  programs: readonly Program[],
  axes: readonly Axis[],
  asked: string | undefined,
): string {
  const ids = programs.map(({ id }) => id);
  if (asked !== undefined && !ids.includes(asked)) {
    throw new Failure(`There is no Train node “${asked}” that can be trained. There is: ${ids.join(', ')}.`);
  }
  const candidates = asked === undefined ? ids : [asked];
  const found = candidates.find((id) => {
    const nodes = nodesOfProgram(document, id);
    return axes.every(({ node }) => nodes.has(node));
  });
  if (found !== undefined) return found;
  const names = [...new Set(axes.map(({ node }) => node))].join(' and ');
  throw new Failure(
    `${names} is not part of what ${candidates.join(' or ')} trains, so its values would make no difference.`,
  );
}

async function trainVariant(
  variant: Variant,
  id: string,
  judge: Judge,
  { backend, epochs }: SweepOptions,
): Promise<{ readonly outcome: Outcome; readonly cause: Interrupt['cause'] }> {
  const { programs, diagnostics } = compile(variant.document, catalog);
  const compiled = programs.find((each) => each.id === id);
  if (compiled === undefined) {
    const error = diagnostics.find(({ severity }) => severity === 'error');
    const reason = error === undefined ? 'It cannot be trained.' : `${error.message} ${error.hint}`;
    return { outcome: { variant, error: reason, seconds: 0 }, cause: undefined };
  }
  const start = performance.now();
  let outcome: Outcome = { variant, seconds: 0 };
  const trainer = new Trainer(epochs === undefined ? compiled : { ...compiled, epochs }, {
    backend: backend ?? 'auto',
    host: nodeHost,
    emit: (event) => (outcome = after(outcome, event, judge)),
  });
  const interrupt = listenForInterrupt(() => trainer.command({ type: 'stop' }));
  try {
    trainer.command({ type: 'start' });
    await trainer.settled();
    return { outcome: { ...outcome, seconds: (performance.now() - start) / 1000 }, cause: interrupt.cause };
  } finally {
    interrupt.release();
    await trainer.dispose();
  }
}

/** What says how good an epoch is. */
type Judge = 'loss' | 'metric';

function after(outcome: Outcome, event: TrainerEvent, judge: Judge): Outcome {
  if (event.type === 'prepared') return { ...outcome, ...(event.metrics[0] && { metric: event.metrics[0] }) };
  if (event.type === 'fault') return { ...outcome, error: `${event.fault.message} ${event.fault.hint}` };
  if (event.type === 'done') return { ...outcome, done: event };
  if (event.type !== 'epoch') return outcome;
  const metric = judge === 'metric' ? outcome.metric : undefined;
  const name = metric?.name ?? 'loss';
  const figure = event.logs[`val_${name}`] === undefined ? name : `val_${name}`;
  const value = event.logs[figure] ?? Number.NaN;
  const better = Number.isFinite(value) && (outcome.best === undefined || isBetter(value, outcome.best.value, metric));
  return better ? { ...outcome, best: { epoch: event.epoch, figure, value } } : outcome;
}

const isBetter = (value: number, than: number, metric: Metric | undefined): boolean =>
  metric?.better === 'higher' ? value > than : value < than;

const wordsOf = ({ values }: Variant): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${valueWords(value)}`)
    .join('  ');

function report(outcome: Outcome, program: string, { json }: SweepOptions): void {
  const { variant, best, done, error, seconds } = outcome;
  if (json === true) {
    printJson({
      type: 'run',
      program,
      values: variant.values satisfies Readonly<Record<string, ParamValue>>,
      error,
      ...(best && { [`best_${best.figure}`]: best.value, best_epoch: best.epoch }),
      ...(done && { reason: done.reason, epochs: done.epochs, steps: done.steps, ...done.logs, backend: done.backend }),
      seconds,
    });
    return;
  }
  const figures = Object.entries(done?.logs ?? {}).map(([name, value]) => `${name} ${value.toPrecision(4)}`);
  const reached = best === undefined ? [] : [`best ${best.figure} ${best.value.toPrecision(4)} at epoch ${best.epoch}`];
  const parts = [
    ...(error === undefined ? [] : [`failed: ${error}`]),
    ...reached,
    ...figures,
    duration(seconds * 1000),
  ];
  print(`${wordsOf(variant)}  ${parts.join('  ')}`);
}

function summarise(outcomes: readonly Outcome[], judge: Judge, { json }: SweepOptions): void {
  const reached = outcomes.filter(({ best, error }) => best !== undefined && error === undefined);
  const failed = outcomes.length - reached.length;
  const winner = reached.reduce<Outcome | undefined>(
    (first, each) => (beats(each, first, judge) ? each : first),
    undefined,
  );
  const { best } = winner ?? {};
  if (json === true) {
    const won = winner && best && { values: winner.variant.values, [`best_${best.figure}`]: best.value };
    printJson({ type: 'sweep', runs: outcomes.length, failed, ...won, best_epoch: best?.epoch });
    return;
  }
  const rest = failed === 0 ? '' : `, ${failed} failed`;
  const which =
    winner === undefined || best === undefined
      ? ''
      : ` Best: ${wordsOf(winner.variant)} with ${best.figure} ${best.value.toPrecision(4)} at epoch ${best.epoch}.`;
  print(`${plural(outcomes.length, 'run')}${rest}.${which}`);
}

function beats({ best, metric }: Outcome, other: Outcome | undefined, judge: Judge): boolean {
  if (best === undefined) return false;
  return other?.best === undefined || isBetter(best.value, other.best.value, judge === 'metric' ? metric : undefined);
}
