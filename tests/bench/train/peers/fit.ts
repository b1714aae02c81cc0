/*
 * TensorFlow.js as its users know it: a layers model and `model.fit` without callbacks or pauses. It
 * measures the same metric as the product does in every step.
 */
import { must } from '../../../../src/base/invariant.ts';
import { obtainBackend } from '../../../../src/runtime/obtain-backend.ts';
import { tf } from '../../../../src/runtime/tf.ts';
import { timeBlocks } from '../clock.ts';
import type { BenchBackend, Peer, Setting, Trainee } from '../peer.ts';
import type { Prepared } from '../program.ts';
import type { LayerSpec, Task } from '../task.ts';
import { fitLayer, WEIGHT_ORDER } from './fit-layers.ts';

/** @param on computes there, whatever the others compute on. */
export const fit = (on?: BenchBackend): Peer => ({
  name: 'fit',
  refuses: (task) => {
    const unknown = task.layers.filter((layer) => fitLayer(layer) === undefined);
    return unknown.length === 0
      ? undefined
      : `no tfjs layer is given for ${unknown.map(({ type }) => type).join(', ')}`;
  },
  open: (prepared, setting) => open(prepared, on === undefined ? setting : { ...setting, backend: on }),
});

async function open(prepared: Prepared, { host, backend, shuffle, clock }: Setting): Promise<Trainee> {
  const { task } = prepared;
  await begin(backend, host);
  const model = modelOf(prepared);
  const optimizer =
    task.optimizer === 'SGD' ? tf.train.sgd(task.learningRate) : tf.train.adam(task.learningRate, 0.9, 0.999, 1e-7);
  model.compile({ optimizer, loss: lossOf(task), metrics: [metricOf(task)] });
  const rows = task.batch * task.batches;
  const x = tf.tensor(prepared.features, [rows, ...task.input]);
  const y = tf.tensor(prepared.targets, [rows, prepared.targetWidth]);
  const common = { batchSize: task.batch, shuffle, verbose: 0, yieldEvery: 'never' } as const;
  return {
    async losses(steps) {
      const losses: number[] = [];
      const onBatchEnd = (_batch: number, logs?: tf.Logs) => void losses.push(Number(logs?.['loss']));
      await model.fit(x, y, { ...common, epochs: Math.ceil(steps / task.batches), callbacks: { onBatchEnd } });
      return losses.slice(0, steps);
    },
    async time(milliseconds) {
      const block = async (epochs: number) => void (await model.fit(x, y, { ...common, epochs }));
      return (await timeBlocks(block, milliseconds, clock)) / task.batches;
    },
    close() {
      model.dispose();
      optimizer.dispose();
      tf.dispose([x, y]);
    },
  };
}

/** On the cpu backend with the kernels that tfjs brings: ours, which `obtainBackend` puts before them, are ours. */
async function begin(backend: BenchBackend, host: Setting['host']): Promise<void> {
  if (backend === 'cpu') return void (await tf.setBackend('cpu'));
  const obtained = await obtainBackend(backend, host);
  if (!obtained.ok) throw new Error(obtained.error);
}

const metricOf = ({ loss }: Task) =>
  loss === 'MeanSquaredError' ? tf.metrics.meanAbsoluteError : tf.metrics.categoricalAccuracy;

/** The last layer gives logits where the loss is cross-entropy, which is tfjs' quickest and safest form. */
const lossOf = ({ loss }: Task) =>
  loss === 'MeanSquaredError'
    ? loss.charAt(0).toLowerCase() + loss.slice(1)
    : (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => tf.losses.softmaxCrossEntropy(yTrue, yPred);

function modelOf({ task, weights }: Prepared): tf.Sequential {
  const model = tf.sequential();
  task.layers.forEach((spec, i) => {
    const last = i === task.layers.length - 1;
    const logits: LayerSpec = { ...spec, params: { ...spec.params, activation: 'linear' } };
    const layer = must(
      fitLayer(last && task.output === 'softmax' ? logits : spec, i === 0 ? task.input : undefined),
      spec.type,
    );
    model.add(layer);
    const values = WEIGHT_ORDER.flatMap((name) => weights[i]?.[name] ?? []);
    tf.tidy(() => layer.setWeights(values.map((value, at) => tf.tensor(value, layer.weights[at]?.shape.map(Number)))));
  });
  return model;
}
