/** What the network answers, in the form that suits its data: a plane, a curve, a confusion table or a scatter. */
import { sizeOf } from '../../base/shape.ts';
import { uploadInputs } from '../data/device-data.ts';
import type { DeviceData } from '../data/device-data.ts';
import type { PreparedData } from '../data/prepare.ts';
import type { OutputView } from '../../protocol/readings.ts';
import type { Network } from '../model/network.ts';
import { tf } from '../tf.ts';
import { readAll } from '../training/checkpoint.ts';
import { noRandom } from '../training/evaluate.ts';
import type { Objective } from '../training/objective.ts';

const CURVE_POINTS = 201;

export async function viewOutput(
  network: Network,
  objective: Objective,
  data: PreparedData,
  device: DeviceData,
  resolution: number,
): Promise<OutputView | undefined> {
  const { columns } = data.view;
  const { target } = network.program.data.info;
  if (columns === 2) return plane(network, objective, data, resolution);
  if (columns === 1) return curve(network, objective, data);
  return target.kind === 'classes'
    ? confusion(network, objective, data, device, target.names.length)
    : scatter(network, objective, data, device);
}

/** y_pred for raw rows that are taken through the preprocessing first; row by row. */
async function predict(
  network: Network,
  objective: Objective,
  data: PreparedData,
  rows: Float32Array,
): Promise<Float32Array> {
  const count = rows.length / data.view.columns;
  const inputs = uploadInputs(network.program, data.preprocess(rows), count);
  try {
    return await predictTensors(network, objective, inputs);
  } finally {
    tf.dispose(inputs);
  }
}

async function predictTensors(
  network: Network,
  objective: Objective,
  inputs: Readonly<Record<string, tf.Tensor>>,
): Promise<Float32Array> {
  const output = tf.tidy(() =>
    tf.clone(
      objective.prediction(network.forward(inputs, { training: false, uniform: noRandom, logits: true }).output),
    ),
  );
  const [values = new Float32Array()] = await readAll([output]);
  output.dispose();
  return values;
}

const outputWidth = ({ program }: Network): number =>
  Math.max(1, sizeOf(program.layers.find(({ name }) => name === program.output)?.outputShape ?? []));

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

async function plane(
  network: Network,
  objective: Objective,
  data: PreparedData,
  resolution: number,
): Promise<OutputView> {
  const [x0, x1] = extent(data, 0);
  const [y0, y1] = extent(data, 1);
  const rows = new Float32Array(resolution * resolution * 2);
  for (let row = 0, i = 0; row < resolution; row++) {
    for (let column = 0; column < resolution; column++) {
      rows[i++] = x0 + ((x1 - x0) * (column + 0.5)) / resolution;
      rows[i++] = y0 + ((y1 - y0) * (row + 0.5)) / resolution;
    }
  }
  return {
    kind: 'plane',
    width: resolution,
    height: resolution,
    domain: [x0, x1, y0, y1],
    outputs: outputWidth(network),
    values: await predict(network, objective, data, rows),
  };
}

async function curve(network: Network, objective: Objective, data: PreparedData): Promise<OutputView> {
  const [x0, x1] = extent(data, 0);
  const x = Float32Array.from({ length: CURVE_POINTS }, (_, i) => x0 + ((x1 - x0) * i) / (CURVE_POINTS - 1));
  return { kind: 'curve', x, y: await predict(network, objective, data, x) };
}

/** The validation rows, or the training rows where nothing is held out. */
const heldOut = (data: PreparedData) => (data.view.splits.validation.count > 0 ? 'validation' : 'train');

async function confusion(
  network: Network,
  objective: Objective,
  data: PreparedData,
  device: DeviceData,
  classes: number,
): Promise<OutputView> {
  const split = heldOut(data);
  const predicted = await predictTensors(network, objective, device[split].inputs);
  const width = outputWidth(network);
  const { targets, count } = data.view.splits[split];
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

async function scatter(
  network: Network,
  objective: Objective,
  data: PreparedData,
  device: DeviceData,
): Promise<OutputView> {
  const split = heldOut(data);
  const predicted = await predictTensors(network, objective, device[split].inputs);
  return { kind: 'scatter', truth: data.view.splits[split].targets, predicted };
}
