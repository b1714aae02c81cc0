/** What the network answers, in the form that suits its data: a plane, a curve, a confusion table or a scatter. */
import { sizeOf } from '../../base/shape.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import type { OutputView } from '../../protocol/readings.ts';
import { uploadInputs } from '../data/device-data.ts';
import type { PreparedData } from '../data/prepare.ts';
import { pass } from '../model/network.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { Run } from '../training/run.ts';
import { defineInstrument } from './instrument.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    output: OutputView;
  }
  interface Requests {
    /** Side of a decision-boundary picture in cells. */
    output: { readonly resolution: number };
  }
}

const CURVE_POINTS = 201;

export const output = defineInstrument({
  id: 'output',
  rank: 20,
  example: { resolution: 6 },
  share: 0.03,
  every: 800,
  open(run) {
    const grids = new Grids(run);
    return {
      reduce: ({ resolution }) => view(run, grids, resolution),
      rehearse: () => tf.dispose(answers(run, run.device[heldOut(run)].inputs)),
      close: () => grids.release(),
    };
  },
});

async function view(run: Run, grids: Grids, resolution: number): Promise<OutputView> {
  const { target } = run.linked.program.data.info;
  if (run.data.view.columns === 2) return plane(run, grids, resolution);
  if (run.data.view.columns === 1) return curve(run, grids);
  return target.kind === 'classes' ? confusion(run, target.names.length) : scatter(run);
}

/** Raw rows that are asked about again and again, prepared and on the device. */
class Grids {
  private readonly inputs = new Map<string, Readonly<Record<string, Tensor>>>();

  constructor(private readonly run: Run) {}

  /** The model inputs for these rows, which are made only once for each name. */
  get(name: string, rows: () => Float32Array): Readonly<Record<string, Tensor>> {
    const known = this.inputs.get(name);
    if (known !== undefined) return known;
    const { data, linked } = this.run;
    const raw = rows();
    const made = uploadInputs(linked.program, data.preprocess(raw), raw.length / data.view.columns);
    this.inputs.set(name, made);
    return made;
  }

  release(): void {
    for (const each of this.inputs.values()) tf.dispose(Object.values(each));
    this.inputs.clear();
  }
}

/** y_pred on the device. The caller disposes it. */
const answers = ({ network, objective }: Run, inputs: Readonly<Record<string, Tensor>>): Tensor =>
  tf.tidy(() =>
    tf.clone(objective.prediction(network.forward(inputs, pass({ training: false, logits: network.fusedLayer })))),
  );

/** y_pred, row by row. */
async function predict(run: Run, inputs: Readonly<Record<string, Tensor>>): Promise<Float32Array> {
  const tensor = answers(run, inputs);
  const [values = new Float32Array()] = await readAll([tensor]);
  tensor.dispose();
  return values;
}

const outputWidth = ({ linked }: Run): number =>
  Math.max(1, sizeOf(linked.output.plan.outputShapes[linked.program.output.output] ?? []));

/** Lowest and highest value of a column over all splits, with a tenth of room on both sides. */
function extent(data: PreparedData, column: number): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { features } of Object.values(data.view.splits)) {
    for (let i = column; i < features.length; i += data.view.columns) {
      low = Math.min(low, features[i] ?? low);
      high = Math.max(high, features[i] ?? high);
    }
  }
  const room = 0.1 * (high - low || 1);
  return [low - room, high + room];
}

async function plane(run: Run, grids: Grids, resolution: number): Promise<OutputView> {
  const [x0, x1] = extent(run.data, 0);
  const [y0, y1] = extent(run.data, 1);
  const cells = grids.get(`plane ${resolution}`, () => {
    const rows = new Float32Array(resolution * resolution * 2);
    for (let row = 0, i = 0; row < resolution; row++) {
      for (let column = 0; column < resolution; column++) {
        rows[i++] = x0 + ((x1 - x0) * (column + 0.5)) / resolution;
        rows[i++] = y0 + ((y1 - y0) * (row + 0.5)) / resolution;
      }
    }
    return rows;
  });
  return {
    kind: 'plane',
    width: resolution,
    height: resolution,
    domain: [x0, x1, y0, y1],
    outputs: outputWidth(run),
    values: await predict(run, cells),
  };
}

async function curve(run: Run, grids: Grids): Promise<OutputView> {
  const [x0, x1] = extent(run.data, 0);
  const x = Float32Array.from({ length: CURVE_POINTS }, (_, i) => x0 + ((x1 - x0) * i) / (CURVE_POINTS - 1));
  // A copy, because what is posted to the page is moved there, and on the cpu a tensor is the array it was made from.
  const rows = grids.get('curve', () => x.slice());
  return { kind: 'curve', x, y: await predict(run, rows) };
}

/** The validation rows, or the training rows where nothing is held out. */
const heldOut = ({ data }: Run) => (data.view.splits.validation.count > 0 ? 'validation' : 'train');

async function confusion(run: Run, classes: number): Promise<OutputView> {
  const split = heldOut(run);
  const predicted = await predict(run, run.device[split].inputs);
  const width = outputWidth(run);
  const { targets, count } = run.data.view.splits[split];
  const counts = new Float32Array(classes * classes);
  const predictions = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const guess = predictedClass(predicted.subarray(row * width, (row + 1) * width));
    predictions[row] = guess;
    const cell = (targets[row] ?? 0) * classes + Math.min(guess, classes - 1);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return { kind: 'confusion', classes, counts, predictions };
}

/** The class of one row of y_pred: the largest column, or 0/1 at a threshold of one half. */
function predictedClass(row: Float32Array): number {
  if (row.length === 1) return (row[0] ?? 0) > 0.5 ? 1 : 0;
  return row.reduce((best, value, i) => (value > (row[best] ?? 0) ? i : best), 0);
}

async function scatter(run: Run): Promise<OutputView> {
  const split = heldOut(run);
  const predicted = await predict(run, run.device[split].inputs);
  // A copy, because what is posted to the page is moved there.
  return { kind: 'scatter', truth: run.data.view.splits[split].targets.slice(), predicted };
}
