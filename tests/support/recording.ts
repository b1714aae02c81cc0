/** Parts of a run, for tests of recordings. */
import type { GraphDocument } from '../../src/graph/types.ts';
import { feed } from '../../src/runtime/replay/feed.ts';
import type { StepSpec } from '../../src/runtime/replay/recording.ts';
import { tf } from '../../src/runtime/tf.ts';
import type { Tensor } from '../../src/runtime/tf.ts';
import { uploadData, disposeRows } from '../../src/runtime/data/device-data.ts';
import { prepareData } from '../../src/runtime/data/prepare.ts';
import { Network } from '../../src/runtime/model/network.ts';
import { declaredRandom, rateNumbers } from '../../src/runtime/training/feeds.ts';
import { LearningRate } from '../../src/runtime/training/learning-rate.ts';
import { Objective } from '../../src/runtime/training/objective.ts';
import { TrainingStep } from '../../src/runtime/training/step.ts';
import type { Training } from '../../src/runtime/training/step-spec.ts';
import { linkedOf } from './linked.ts';

interface Bench extends Training {
  /** All numbers that steps change. */
  weights(): Float32Array[];
  setWeights(values: readonly Float32Array[]): void;
  /** Takes a step by tfjs alone and gives its loss. */
  eagerStep(spec: StepSpec, step: number, firstRow: number): number;
}

/** Takes a step by tfjs alone; its figures, which the caller disposes. */
export function stepByTfjs(spec: StepSpec, step: number, firstRow: number): Tensor {
  feed(spec, step, firstRow);
  const { figures, commits } = spec.compute();
  for (const { variable, value } of commits) variable.assign(value);
  tf.dispose(commits.map(({ value }) => value));
  return figures;
}

/** The first program of a document, or that one which is given. */
export async function withTraining<T>(
  document: GraphDocument,
  look: (training: Bench) => Promise<T>,
  linked = linkedOf(document),
): Promise<T> {
  const data = await prepareData(linked);
  const device = uploadData(linked.program, data);
  const network = Network.build(linked);
  const step = new TrainingStep(network, new Objective(linked));
  const rate = new LearningRate(linked);
  const variables = [...network.weights, ...step.state()].map(({ variable }) => variable);
  try {
    return await look({
      linked,
      step,
      declared: declaredRandom(linked),
      table: device.train,
      variables,
      rates: (at) => rateNumbers(linked, rate.at(at), at),
      weights: () => variables.map((variable) => variable.dataSync<'float32'>().slice()),
      setWeights: (values) =>
        variables.forEach((variable, i) => {
          const tensor = tf.tensor(values[i] ?? [], variable.shape, 'float32');
          variable.assign(tensor);
          tensor.dispose();
        }),
      eagerStep(spec, at, firstRow) {
        const figures = stepByTfjs(spec, at, firstRow);
        const [loss = Number.NaN] = figures.dataSync();
        figures.dispose();
        return loss;
      },
    });
  } finally {
    for (const rows of Object.values(device)) disposeRows(rows);
    step.dispose();
    network.dispose();
  }
}
