/*
 * Trains a program for a few steps and writes down everything Keras needs to do the same: the very
 * batches of each step, the first weights, and what came out. Numbers travel as base64 float32, so
 * that no digit is lost.
 */
import { must } from '../../src/base/invariant.ts';
import { sizeOf } from '../../src/base/shape.ts';
import type { KerasModel, KerasObject, MetricPlan, Program } from '../../src/compiler/types.ts';
import { uploadInputs } from '../../src/runtime/data/device-data.ts';
import type { Rows } from '../../src/runtime/data/device-data.ts';
import type { PreparedSplit } from '../../src/runtime/data/prepare.ts';
import { tf } from '../../src/runtime/tf.ts';
import type { Tensor } from '../../src/runtime/tf.ts';
import { link } from '../../src/runtime/link.ts';
import { pass } from '../../src/runtime/model/network.ts';
import { parityCatalog } from './catalog-cases.ts';
import { encode } from './numbers.ts';
import type { Numbers } from './numbers.ts';
import { drawsRandom, randomNumbers } from './random-numbers.ts';
import type { RandomNumbers } from './random-numbers.ts';
import { Run } from '../../src/runtime/training/run.ts';

const INFERENCE_ROWS = 32;
/** Ten times the distance from 0 and 1 at which Keras cuts probabilities off. */
const SATURATED = 1e-6;

interface Batch {
  readonly inputs: Readonly<Record<string, Numbers>>;
  readonly targets: Numbers;
}

export interface Step extends Batch {
  readonly learningRate: number;
  readonly loss: number;
  readonly random: RandomNumbers;
}

interface FusedLoss {
  readonly layer: string;
  /** Some probability came so near to 0 or 1 that a loss computed from it would have been cut off. */
  readonly saturated: boolean;
}

export interface Recording {
  readonly name: string;
  readonly model: KerasModel;
  readonly loss: KerasObject;
  readonly optimizer: KerasObject;
  /** Where the loss was computed from the values before this layer's activation. */
  readonly fused: FusedLoss | null;
  /** The network drew random numbers while training. */
  readonly random: boolean;
  /** What Keras measures too, by the name that it has here. */
  readonly metrics: readonly { readonly name: string; readonly keras: MetricPlan['keras'] }[];
  readonly trainable: readonly string[];
  readonly weights: { readonly first: Record<string, Numbers>; readonly last: Record<string, Numbers> };
  readonly inference: Batch['inputs'];
  /** What the network answers to these rows before and after training. */
  readonly answers: { readonly first: Numbers; readonly last: Numbers };
  readonly steps: readonly Step[];
  /** With the most rows that were looked at together. */
  readonly validation:
    | (Batch & { readonly figures: Readonly<Record<string, number>>; readonly batchSize: number })
    | null;
}

/** Runs on the backend that is selected; it must read synchronously, as cpu does. */
export async function record(name: string, program: Program, steps: number): Promise<Recording> {
  const run = await Run.prepare(link(program, parityCatalog));
  const seen = watch(run);
  const { train, validation } = run.data.splits;
  const inference = firstRows(program, train, INFERENCE_ROWS);
  const first = await weightsOf(run);
  const firstAnswer = answer(run, inference);

  const outcomes: { learningRate: number; loss: number; random: RandomNumbers }[] = [];
  for (let step = 0; step < steps; step++) {
    const learningRate = run.learningRate.at(run.step);
    run.advance();
    await run.settle();
    const rows = must(seen.batches[step], `the batch of step ${step}`).targets.shape[0] ?? 0;
    outcomes.push({ learningRate, loss: run.lastLoss, random: randomNumbers(run.linked, step, rows) });
    if (run.epochComplete) await run.endEpoch();
  }
  const { logs } = await run.endEpoch();

  const recording: Recording = {
    name,
    model: program.model,
    loss: program.loss.keras,
    optimizer: program.optimizer.keras,
    fused: program.loss.fused === undefined ? null : { layer: program.loss.fused.layer, saturated: seen.saturated },
    random: drawsRandom(run.linked),
    metrics: metricsOf(run),
    trainable: run.network.trainable.map(({ key }) => key),
    weights: { first, last: await weightsOf(run) },
    inference: mapValues(inference, numbersOf),
    answers: { first: firstAnswer, last: answer(run, inference) },
    steps: outcomes.map((outcome, i) => ({ ...must(seen.batches[i], `the batch of step ${i}`), ...outcome })),
    validation:
      validation.count === 0
        ? null
        : {
            ...wholeSplit(program, validation),
            figures: validationFigures(logs),
            batchSize: run.objective.rowsAtOnce,
          },
  };
  tf.dispose(inference);
  run.dispose();
  return recording;
}

/** The ones that are wired, and the first that the loss brings along, which Keras knows by that name. */
function metricsOf({ linked: { program }, objective }: Run): Recording['metrics'] {
  const wired = program.metrics.length;
  const names = objective.metrics.map(({ name }) => name);
  const [first] = objective.metrics
    .slice(0, names.length - wired)
    .filter(({ ours }) => ours !== true)
    .map(({ name }) => name);
  return [
    ...(first === undefined ? [] : [{ name: first, keras: first }]),
    ...program.metrics.map(({ keras }, i) => ({ name: names[names.length - wired + i] ?? '', keras })),
  ];
}

interface Seen {
  readonly batches: readonly Batch[];
  readonly saturated: boolean;
}

/** Notes every batch on its way into the objective, and what the network answers. */
function watch({ objective, linked }: Run): Seen {
  const seen = { batches: new Array<Batch>(), saturated: false };
  const evaluate = objective.evaluate.bind(objective);
  objective.evaluate = (network, rows, forward) => {
    if (forward.options.training) seen.batches.push(batchOf(linked.program, rows));
    const evaluated = evaluate(network, rows, forward);
    seen.saturated ||= isSaturated(objective.prediction(evaluated.output));
    return evaluated;
  };
  return seen;
}

/** Whether some probability is so near to 0 or 1 that Keras would cut it off. */
export const isSaturated = (answers: Tensor): boolean => answers.dataSync().some((p) => Math.min(p, 1 - p) < SATURATED);

async function weightsOf(run: Run): Promise<Record<string, Numbers>> {
  const { weights } = await run.checkpoint();
  return Object.fromEntries(
    run.network.weights.map(({ key, plan }) => [key, encode(plan.shape, must(weights.get(key), key))]),
  );
}

/** What the network as a whole answers in inference, probabilities included. */
const answer = (run: Run, inputs: Readonly<Record<string, Tensor>>): Numbers => {
  const output = tf.tidy(() => tf.clone(run.network.forward(inputs, pass({ training: false }))));
  const numbers = numbersOf(output);
  output.dispose();
  return numbers;
};

function firstRows(program: Program, { inputs, count }: PreparedSplit, rows: number): Record<string, Tensor> {
  const taken = Math.min(rows, count);
  const cut = program.inputs.map(
    ({ name, shape }) => [name, must(inputs[name], name).slice(0, taken * sizeOf(shape))] as const,
  );
  return uploadInputs(program, Object.fromEntries(cut), taken);
}

const wholeSplit = (program: Program, { inputs, targets, count }: PreparedSplit): Batch => ({
  inputs: Object.fromEntries(
    program.inputs.map(({ name, shape }) => [name, encode([count, ...shape], must(inputs[name], name))]),
  ),
  targets: encode(targetShape(program, count), targets),
});

const validationFigures = (logs: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(logs).flatMap(([name, value]) => (name.startsWith('val_') ? [[name.slice(4), value]] : [])),
  );

const batchOf = (program: Program, { inputs, targets, count }: Rows): Batch => ({
  inputs: mapValues(inputs, numbersOf),
  targets: encode(targetShape(program, count), Float32Array.from(targets.dataSync())),
});

/** A list of the numbers of classes: one of Keras' losses would take a column of them for every one against every other. */
export const targetShape = ({ data: { encoding, width } }: Program, rows: number): readonly number[] =>
  encoding === 'classes' ? [rows] : [rows, width];

const numbersOf = (tensor: Tensor): Numbers => encode(tensor.shape, Float32Array.from(tensor.dataSync()));

const mapValues = <T, U>(object: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
