/** What the network answers, in the form that suits its data: a plane, a curve, a confusion table, a scatter or what it reads. */
import { sizeOf } from '../../base/shape.ts';
import { readLabels } from '../../catalog/data/read-labels.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import { judgedSplit } from '../../protocol/data-view.ts';
import { outputName } from '../../protocol/readings.ts';
import type { FeaturePair, OutputReading, OutputView } from '../../protocol/readings.ts';
import { pass } from '../model/network.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { Run } from '../training/run.ts';
import { defineInstrument } from './instrument.ts';
import { extent, MadeRows, planeDomain, planeRows, sliceRows } from './made-rows.ts';
import type { Inputs } from './made-rows.ts';
import { Repeated } from './repeated.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    output: OutputReading;
  }
  interface Requests {
    /**
     * Side of a decision-boundary picture in cells; of data with more than two features those two that it is over; and
     * the names of views that are wanted beside the one that suits the data.
     */
    output: { readonly resolution: number; readonly pair?: FeaturePair; readonly also?: readonly string[] };
  }
}

const CURVE_POINTS = 201;

export const output = defineInstrument({
  id: 'output',
  rank: 20,
  example: { resolution: 6 },
  share: 0.03,
  every: 800,
  prompt: true,
  open(run) {
    const slices = new Slices(run);
    const asked: Asked = { run, grids: new MadeRows(run), repeated: new Map() };
    return {
      async reduce({ resolution, pair, also = [] }) {
        const main = pair !== undefined && isPairOf(run, pair) ? outputName('plane', pair) : suited(run);
        const names = [...new Set([main, ...also])];
        slices.keep(names.map((name) => `${resolution} ${name}`));
        forget(asked, names);
        const views: Record<string, OutputView> = {};
        for (const name of names) {
          const found = await viewOf(asked, slices, name, resolution);
          if (found !== undefined) views[name] = found;
        }
        const { [main]: first } = views;
        if (first === undefined) return undefined;
        return also.length === 0 ? first : { ...first, also: views };
      },
      rehearse: () => tf.dispose(answers(run, heldOutInputs(asked))),
      close() {
        forget(asked, []);
        asked.grids.release();
        slices.keep([]);
      },
    };
  },
});

/** A run, with the rows that it is asked about, and what is asked again and again, by the name of the view. */
interface Asked {
  readonly run: Run;
  readonly grids: MadeRows;
  readonly repeated: Map<string, Repeated>;
}

/** What nobody asks any more is recorded no more. */
function forget({ repeated }: Asked, wanted: readonly string[]): void {
  for (const [name, each] of repeated) {
    if (wanted.includes(name)) continue;
    each.close();
    repeated.delete(name);
  }
}

/** The name of the view that suits the data of a run. */
function suited({ data, linked }: Run): OutputView['kind'] {
  const { kind } = linked.program.data.info.target;
  if (kind === 'sequence') return 'sequences';
  if (data.view.columns === 2) return 'plane';
  if (data.view.columns === 1) return 'curve';
  return kind === 'classes' ? 'confusion' : 'scatter';
}

/** The view of this name; undefined where these data have none. */
async function viewOf(asked: Asked, slices: Slices, name: string, resolution: number): Promise<OutputView | undefined> {
  const { data, linked } = asked.run;
  const { target } = linked.program.data.info;
  const { columns } = data.view;
  if (name === 'sequences')
    return target.kind === 'sequence' ? sequences(asked, target.names.length + 1, target.length) : undefined;
  if (name === 'plane') return columns === 2 ? plane(asked, resolution) : undefined;
  if (name === 'curve') return columns === 1 ? curve(asked) : undefined;
  if (name === 'confusion') return target.kind === 'classes' ? confusion(asked, target.names.length) : undefined;
  if (name === 'scatter') return target.kind === 'values' ? scatter(asked) : undefined;
  const pair = pairOf(asked.run, name);
  return pair && slice(asked.run, slices, pair, resolution);
}

/** y_pred on the device. The caller disposes it. */
const answers = ({ network, objective }: Run, inputs: Inputs): Tensor =>
  tf.tidy(() =>
    tf.clone(objective.prediction(network.forward(inputs, pass({ training: false, logits: network.fusedLayer })))),
  );

/** y_pred, row by row, for inputs that are always the same under this name. */
async function predict(asked: Asked, view: string, name: string, inputs: Inputs): Promise<Float32Array> {
  const { run } = asked;
  const repeated = asked.repeated.get(view) ?? new Repeated(run);
  asked.repeated.set(view, repeated);
  const tensors = Object.values(inputs);
  const rows = tensors[0]?.shape[0] ?? 0;
  const compute = () => [answers(run, inputs)];
  const [values = new Float32Array()] = await repeated.read({ key: name, rows, tensors, declared: [], compute });
  return values;
}

const outputWidth = ({ linked }: Run): number =>
  Math.max(1, sizeOf(linked.output.plan.outputShapes[linked.program.output.output] ?? []));

async function plane(asked: Asked, resolution: number): Promise<OutputView> {
  const { run, grids } = asked;
  const domain = planeDomain(run.data);
  const name = `plane ${resolution}`;
  const cells = grids.get(name, () => planeRows(domain, resolution));
  return {
    kind: 'plane',
    width: resolution,
    height: resolution,
    domain,
    outputs: outputWidth(run),
    values: await predict(asked, 'plane', name, cells),
  };
}

const isPairOf = ({ data }: Run, [across, up]: FeaturePair): boolean =>
  data.view.columns > 2 && across !== up && [across, up].every((place) => place >= 0 && place < data.view.columns);

/** The pair that a name speaks of, if these data have it. */
function pairOf(run: Run, name: string): FeaturePair | undefined {
  const [kind, across, up] = name.split(' ');
  const pair = [Number(across), Number(up)] as const;
  return kind === 'plane' && pair.every(Number.isInteger) && isPairOf(run, pair) ? pair : undefined;
}

/** Rows over pairs of features. Of all the pairs there are, only those that are looked at stay on the device. */
class Slices {
  private readonly rows = new Map<string, MadeRows>();

  constructor(private readonly run: Run) {}

  keep(names: readonly string[]): void {
    for (const [name, rows] of this.rows) {
      if (names.includes(name)) continue;
      rows.release();
      this.rows.delete(name);
    }
  }

  over(pair: FeaturePair, resolution: number): Inputs {
    const name = `${resolution} ${outputName('plane', pair)}`;
    const rows = this.rows.get(name) ?? new MadeRows(this.run);
    this.rows.set(name, rows);
    return rows.get('slice', () => sliceRows(this.run.data, pair, resolution));
  }
}

/** A plane through the means of all other features. */
async function slice(run: Run, slices: Slices, pair: FeaturePair, resolution: number): Promise<OutputView> {
  const tensor = answers(run, slices.over(pair, resolution));
  const [values = new Float32Array()] = await readAll([tensor]).finally(() => tensor.dispose());
  const domain = planeDomain(run.data, pair);
  return { kind: 'plane', width: resolution, height: resolution, domain, outputs: outputWidth(run), values, pair };
}

async function curve(asked: Asked): Promise<OutputView> {
  const [x0, x1] = extent(asked.run.data, 0);
  const x = Float32Array.from({ length: CURVE_POINTS }, (_, i) => x0 + ((x1 - x0) * i) / (CURVE_POINTS - 1));
  // A copy, because what is posted to the page is moved there, and on the cpu a tensor is the array it was made from.
  const rows = asked.grids.get('curve', () => x.slice());
  return { kind: 'curve', x, y: await predict(asked, 'curve', 'curve', rows) };
}

const heldOut = ({ data }: Run) => judgedSplit(data.view.splits);

/** The inputs of those rows. Where they are the training rows, as they are in the data set: unchanged and each of them once. */
function heldOutInputs({ run, grids }: Asked): Inputs {
  const split = heldOut(run);
  if (split === 'validation') return run.device.validation.inputs;
  // A copy, because on the cpu a tensor is the array it was made from.
  return grids.get('training rows', () => run.data.view.splits.train.features.slice());
}

async function confusion(asked: Asked, classes: number): Promise<OutputView> {
  const { run } = asked;
  const split = heldOut(run);
  const predicted = await predict(asked, 'confusion', split, heldOutInputs(asked));
  const width = outputWidth(run);
  const { targets } = run.data.view.splits[split];
  // Of very many training rows only those are asked about that are still there as they were.
  const count = predicted.length / width;
  const counts = new Float32Array(classes * classes);
  const predictions = new Int32Array(count);
  const sureness = new Float32Array(2 * count);
  for (let row = 0; row < count; row++) {
    const answered = predicted.subarray(row * width, (row + 1) * width);
    const truth = targets[row] ?? 0;
    const guess = predictedClass(answered);
    predictions[row] = guess;
    sureness.set([answeredFor(answered, guess), answeredFor(answered, truth)], 2 * row);
    const cell = truth * classes + Math.min(guess, classes - 1);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return { kind: 'confusion', classes, counts, predictions, sureness };
}

/** The class of one row of y_pred: the largest column, or 0/1 at a threshold of one half. */
function predictedClass(row: Float32Array): number {
  if (row.length === 1) return (row[0] ?? 0) > 0.5 ? 1 : 0;
  return row.reduce((best, value, i) => (value > (row[best] ?? 0) ? i : best), 0);
}

/** What a row of y_pred says for a class; a single column is the answer for class 1. */
function answeredFor(row: Float32Array, index: number): number {
  if (row.length > 1) return row[index] ?? Number.NaN;
  const one = row[0] ?? Number.NaN;
  return index === 1 ? one : 1 - one;
}

async function scatter(asked: Asked): Promise<OutputView> {
  const { run } = asked;
  const split = heldOut(run);
  const predicted = await predict(asked, 'scatter', split, heldOutInputs(asked));
  // A copy, because what is posted to the page is moved there.
  return { kind: 'scatter', truth: run.data.view.splits[split].targets.slice(0, predicted.length), predicted };
}

async function sequences(asked: Asked, classes: number, length: number): Promise<OutputView> {
  const { run } = asked;
  const split = heldOut(run);
  const predicted = await predict(asked, 'sequences', split, heldOutInputs(asked));
  const size = outputWidth(run);
  const all = Array.from({ length: predicted.length / size }, (_, row) =>
    readLabels(predicted.subarray(row * size, (row + 1) * size), classes),
  );
  const width = all.reduce((most, labels) => Math.max(most, labels.length), 1);
  const read = new Float32Array(all.length * width);
  all.forEach((labels, row) => read.set(labels, row * width));
  // A copy, because what is posted to the page is moved there.
  const truth = run.data.view.splits[split].targets.slice(0, all.length * length);
  return { kind: 'sequences', length, truth, width, read };
}
