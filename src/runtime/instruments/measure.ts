/*
 * Reads every wire: one forward and backward pass over a fixed batch of training rows, as training
 * sees it (batch statistics, dropout), and one transfer of everything to JavaScript. Gradients with
 * respect to a layer's output come from adding a zero variable to it and asking for that variable's
 * gradient. Moving averages are not touched.
 */
import { must } from '../../base/invariant.ts';
import { sizeOf } from '../../base/shape.ts';
import { activationFunction } from '../../catalog/activations/functions/index.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import type { LayerPlan, Program } from '../../compiler/types.ts';
import type { Rows } from '../data/device-data.ts';
import type { ProbeFrame, TensorReading, WeightReading } from '../../protocol/readings.ts';
import type { LayerWeights } from '../model/catalog-layer.ts';
import type { Network } from '../model/network.ts';
import { tf, variableOf } from '../tf.ts';
import type { Variable } from '../tf.ts';
import { stepUniform } from '../training/batches.ts';
import { readAll } from '../training/checkpoint.ts';
import type { Objective } from '../training/objective.ts';
import { deadUnits, distribution, norm, saturatedFraction } from './distribution.ts';

/** Rows of the probe batch: enough for a smooth histogram, few enough to be cheap. */
export const PROBE_ROWS = 128;

/** Weights at the previous reading, for update-to-weight ratios. */
export interface PreviousWeights {
  readonly step: number;
  readonly values: ReadonlyMap<string, Float32Array>;
}

export interface Measured {
  readonly frame: ProbeFrame;
  readonly weights: PreviousWeights;
}

/** A plain tensor on the device and what it is in the frame. */
interface Wanted {
  readonly name: string;
  readonly tensor: Tensor;
}

export async function measure(
  network: Network,
  objective: Objective,
  rows: Rows,
  at: { readonly step: number; readonly epoch: number; readonly learningRate: number },
  previous?: PreviousWeights,
): Promise<Measured> {
  const { program } = network;
  const pass = backwardPass(network, objective, rows, at.step);
  const kept = [...pass.values, ...pass.gradients, ...pass.weightGradients].map(({ tensor }) => tensor);
  const variables = network.weights.map(({ variable }) => variable);
  const all = await readAll([pass.loss, ...kept, ...variables]);
  tf.dispose([pass.loss, ...kept]);

  const read = new Map([pass.loss, ...kept, ...variables].map((tensor, i) => [tensor, all[i] ?? new Float32Array()]));
  const valuesOf = (list: readonly Wanted[], name: string) => {
    const found = list.find((each) => each.name === name);
    return found === undefined ? undefined : read.get(found.tensor);
  };

  const tensors: Record<string, TensorReading> = {};
  for (const { name, shape } of program.inputs) {
    tensors[name] = tensorReading(shape, valuesOf(pass.values, name), undefined, undefined);
  }
  for (const layer of program.layers) {
    tensors[layer.name] = tensorReading(
      layer.outputShape,
      valuesOf(pass.values, layer.name),
      valuesOf(pass.gradients, layer.name),
      layer,
    );
  }

  const weights: Record<string, WeightReading> = {};
  const current = new Map<string, Float32Array>();
  for (const { key, plan, variable } of network.weights) {
    const values = read.get(variable) ?? new Float32Array();
    current.set(key, values);
    const steps = previous === undefined ? 0 : at.step - previous.step;
    weights[key] = weightReading(
      plan.shape,
      values,
      valuesOf(pass.weightGradients, key),
      plan.trainable && steps > 0 ? updateRatio(previous?.values.get(key), values, steps) : undefined,
    );
  }
  const loss = read.get(pass.loss)?.[0] ?? Number.NaN;
  return {
    frame: {
      program: program.id,
      step: at.step,
      epoch: at.epoch,
      tensors,
      weights,
      loss,
      learningRate: at.learningRate,
    },
    weights: { step: at.step, values: current },
  };
}

interface Pass {
  readonly loss: Tensor;
  readonly values: readonly Wanted[];
  readonly gradients: readonly Wanted[];
  readonly weightGradients: readonly Wanted[];
}

/** All returned tensors are kept: the caller disposes them. */
function backwardPass(network: Network, objective: Objective, rows: Rows, step: number): Pass {
  const { program } = network;
  const taps = new Map<string, Variable>(
    program.layers.map(({ name, outputShape }) => [name, variableOf(tf.zeros([rows.count, ...outputShape]), true)]),
  );
  const shadows: Variable[] = [];
  const values: Wanted[] = [];
  let pass: Pass | undefined;
  try {
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => {
        const { loss } = objective.evaluate(network, rows, {
          training: true,
          uniform: stepUniform(program.seed, step),
          weights: (_layer, own) => shadowState(own, network, shadows),
          tap: (name, tensor) => {
            values.push({ name, tensor: tf.keep(tf.clone(tensor)) });
            const tap = taps.get(name);
            return tap === undefined ? tensor : tf.add(tensor, tap);
          },
        });
        return loss as tf.Scalar;
      }, [...network.trainable.map(({ variable }) => variable), ...taps.values()]);
      const gradientOf = (name: string, variable: Variable): Wanted[] => {
        const tensor = grads[variable.name];
        return tensor === undefined ? [] : [{ name, tensor: tf.keep(tensor) }];
      };
      pass = {
        loss: tf.keep(value),
        values: withActivatedOutput(program, values),
        gradients: [...taps].flatMap(([name, tap]) => gradientOf(name, tap)),
        weightGradients: network.trainable.flatMap(({ key, variable }) => gradientOf(key, variable)),
      };
    });
    return must(pass, 'the result of the probe');
  } finally {
    if (pass === undefined) tf.dispose(values.map(({ tensor }) => tensor));
    tf.dispose([...taps.values(), ...shadows]);
  }
}

/** Layers that keep running statistics write into copies, so that measuring changes nothing. */
function shadowState(own: LayerWeights, network: Network, shadows: Variable[]): LayerWeights {
  const trained = new Set(network.trainable.map(({ variable }) => variable));
  return Object.fromEntries(
    Object.entries(own).map(([name, variable]) => {
      if (trained.has(variable)) return [name, variable];
      const shadow = tf.variable(variable, false);
      shadows.push(shadow);
      return [name, shadow];
    }),
  );
}

/** The fused loss stops before the last activation; the wire behind it carries the activated values. */
function withActivatedOutput({ loss }: Program, values: readonly Wanted[]): Wanted[] {
  const { fused } = loss;
  if (fused === undefined) return [...values];
  return values.map((each) => {
    if (each.name !== fused.layer) return each;
    const activated = activationFunction(fused.activation)?.apply(tf, each.tensor) ?? each.tensor;
    if (activated !== each.tensor) each.tensor.dispose();
    return { name: each.name, tensor: tf.keep(activated) };
  });
}

function tensorReading(
  shape: readonly number[],
  values: Float32Array = new Float32Array(),
  gradient: Float32Array | undefined,
  layer: LayerPlan | undefined,
): TensorReading {
  const range = layer === undefined ? undefined : activationFunction(layer.activation)?.range;
  const units = Math.max(1, sizeOf(shape));
  return {
    shape,
    forward: distribution(values),
    ...(gradient === undefined ? {} : { gradient: distribution(gradient), gradientNorm: norm(gradient) }),
    units,
    deadUnits: layer === undefined ? 0 : deadUnits(values, units),
    saturated: range === undefined ? 0 : saturatedFraction(values, range),
  };
}

function weightReading(
  shape: readonly number[],
  values: Float32Array,
  gradient: Float32Array | undefined,
  ratio: number | undefined,
): WeightReading {
  return {
    shape,
    values: distribution(values),
    ...(gradient === undefined ? {} : { gradient: distribution(gradient), gradientNorm: norm(gradient) }),
    ...(ratio === undefined ? {} : { updateRatio: ratio }),
  };
}

/** ‖Δw‖ per step relative to ‖w‖, averaged over the steps since the previous reading. */
function updateRatio(before: Float32Array | undefined, now: Float32Array, steps: number): number | undefined {
  if (before === undefined) return undefined;
  const size = norm(now);
  if (size === 0) return undefined;
  const change = norm(now.map((value, i) => value - (before[i] ?? 0)));
  return change / steps / size;
}
