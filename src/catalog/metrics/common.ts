/** What the metrics share: the port, and figures that are the mean of a value per example or entry. */
import type { Figure, Measure, Metric, MetricDefinition, TargetForm, Tensor, TF } from '../define/index.ts';
import type { ParamValues } from '../params.ts';
import type { PortSpec } from '../ports.ts';

export const metricPorts = {
  inputs: [] as readonly PortSpec[],
  outputs: [
    { name: 'metric', kind: 'metric', help: 'Plug this into the metrics of a Train node.' },
  ] as readonly PortSpec[],
};

/** 0 for a share of nothing, as Keras has it. */
export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The mean of all values that `valuesOf` gives. */
export const meanOf = (valuesOf: (tf: TF, yTrue: Tensor, yPred: Tensor) => Tensor): Measure => ({
  size: 2,
  sums(tf, yTrue, yPred) {
    const values = valuesOf(tf, yTrue, yPred);
    return tf.stack([tf.sum(values), tf.scalar(values.size)]);
  },
  result: ({ 0: sum = 0, 1: count = 0 }) => share(sum, count),
});

/** 1 where a condition holds. */
export const ones = (tf: TF, condition: Tensor): Tensor => tf.cast(condition, 'float32');

/** tfjs' argMax misbehaves on flat tensors on WebGPU: always two dimensions. */
export const rowsOf = (tf: TF, values: Tensor): Tensor =>
  values.rank === 2 ? values : tf.reshape(values, [-1, values.shape.at(-1) ?? 1]);

/** A metric of a node with these params. */
export const metricOf = (definition: MetricDefinition, params: ParamValues, form: TargetForm): Metric => ({
  ...definition.figure,
  help: definition.summary,
  ...definition.measure(params, form),
});

/** A metric that is not a node's. */
export const metric = (figure: Figure & { readonly help: string }, measure: Measure): Metric => ({
  ...figure,
  ...measure,
});
