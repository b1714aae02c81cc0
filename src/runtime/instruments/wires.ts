/*
 * Reads every wire: one forward and backward pass over fixed training rows, as training sees them
 * (batch statistics, dropout), reduced where the tensors are. Gradients with respect to a layer's
 * output come from adding a zero variable to it and asking for that variable's gradient.
 */
import { must } from '../../base/invariant.ts';
import { sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import { activationNamed } from '../../catalog/activations/functions/index.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import { activationOf, MAIN_OUTPUT } from '../../catalog/layer-facts.ts';
import { tensorKey } from '../../compiler/types.ts';
import type { TensorReading, WeightReading, WireReadings } from '../../protocol/readings.ts';
import type { LinkedLayer } from '../link.ts';
import { pass as newPass } from '../model/network.ts';
import { tf, variableOf } from '../tf.ts';
import type { Variable } from '../tf.ts';
import { declaredRandom, drawRandom } from '../training/feeds.ts';
import type { Run } from '../training/run.ts';
import { defineInstrument } from './instrument.ts';
import { probeRows } from './probe-rows.ts';
import type { ProbeRows } from './probe-rows.ts';
import type { Segment, Summary } from './summary/segment.ts';
import { rehearseSummary, summarise } from './summary/summarise.ts';
import { WeightTrail } from './weight-trail.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    wires: WireReadings;
  }
  interface Requests {
    wires: true;
  }
}

export const wires = defineInstrument({
  id: 'wires',
  rank: 10,
  example: true,
  share: 0.06,
  every: 400,
  open(run) {
    const probe = probeRows(run.device.train, run.linked.program.batchSize);
    const taps = openTaps(run, probe.rows.count);
    const trail = new WeightTrail();
    return {
      reduce: () => read(run, look(run, probe, taps, trail)),
      rehearse() {
        const seen = look(run, probe, taps, trail);
        rehearseSummary([...seen.segments.values()]);
        seen.release();
      },
      close() {
        tf.dispose([...taps.values(), ...Object.values(probe.rows.inputs), probe.rows.targets]);
        trail.forget();
      },
    };
  },
});

/** One reading on its own, for the command line and to find where numbers break. */
export async function readWires(run: Run): Promise<WireReadings> {
  const meter = wires.open(run);
  try {
    return must(await meter.reduce(true), 'the reading of the wires');
  } finally {
    meter.close();
  }
}

/** Zero variables, one for each tensor that a layer gives. */
function openTaps({ linked }: Run, rows: number): ReadonlyMap<string, Variable> {
  return new Map(
    linked.layers.flatMap(({ plan }) =>
      Object.entries(plan.outputShapes).map(([output, shape]) => [
        tensorKey({ layer: plan.node, output }),
        variableOf(tf.zeros([rows, ...shape]), true),
      ]),
    ),
  );
}

/** What one reading looks at. */
interface Look {
  readonly segments: ReadonlyMap<string, Segment>;
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Steps since the previous reading, where there is one. */
  readonly steps: number;
  release(): void;
}

/** `loss`, then values and slopes of tensors, then weights with their slopes and changes, each under its name. */
function look(run: Run, probe: ProbeRows, taps: ReadonlyMap<string, Variable>, trail: WeightTrail): Look {
  const { loss, values, shapes, gradients } = backwardPass(run, probe, taps);
  const changes = trail.changes(run);
  const segments = new Map<string, Segment>([['loss', { tensor: loss }]]);
  for (const [key, tensor] of values) segments.set(`value ${key}`, { tensor, ...watched(run, key) });
  for (const [key, tensor] of gradients) segments.set(`slope ${key}`, { tensor });
  for (const { key, variable } of run.network.weights) segments.set(`weight ${key}`, { tensor: variable });
  for (const [key, tensor] of changes.tensors) segments.set(`change ${key}`, { tensor });
  return {
    segments,
    shapes,
    steps: changes.steps,
    release: () => tf.dispose([loss, ...values.values(), ...gradients.values(), ...changes.tensors.values()]),
  };
}

async function read(run: Run, { segments, shapes, steps, release }: Look): Promise<WireReadings> {
  const found = await summarise([...segments.values()]);
  release();
  const summaries = new Map([...segments.keys()].map((name, i) => [name, must(found[i], name)]));
  const of = (name: string) => summaries.get(name);
  const weights = run.network.weights.map(({ key, plan }): [string, WeightReading] => [
    key,
    {
      shape: plan.shape,
      values: must(of(`weight ${key}`), key).distribution,
      ...slopeOf(of(`slope ${key}`)),
      ...ratioOf(of(`change ${key}`), of(`weight ${key}`), steps),
    },
  ]);
  return {
    tensors: Object.fromEntries(
      [...shapes].map(([key, shape]) => [key, tensorReading(shape, must(of(`value ${key}`), key), of(`slope ${key}`))]),
    ),
    weights: Object.fromEntries(weights),
    loss: numberOf(of('loss')),
    learningRate: run.learningRate.at(run.step),
  };
}

/** The one number of a scalar; summaries leave out what is not finite. */
const numberOf = (scalar: Summary | undefined): number =>
  scalar === undefined || scalar.distribution.nonFinite > 0 ? Number.NaN : scalar.distribution.mean;

/** What is counted on the output of a layer besides its distribution; nothing on data. */
function watched({ linked }: Run, key: string): Omit<Segment, 'tensor'> {
  const layer = linked.layers.find(({ plan }) => key.startsWith(`${plan.node}.`));
  if (layer === undefined) return {};
  const output = key.slice(layer.plan.node.length + 1);
  const units = Math.max(1, sizeOf(layer.plan.outputShapes[output] ?? []));
  return { units, ...(output === MAIN_OUTPUT && { range: rangeOf(layer) }) };
}

const rangeOf = ({ definition, params }: LinkedLayer) => activationOf(definition, params).range;

interface Measured {
  readonly loss: Tensor;
  /** By tensor. */
  readonly values: ReadonlyMap<string, Tensor>;
  readonly shapes: ReadonlyMap<string, Shape>;
  /** By tensor, and by `layer/weight`. */
  readonly gradients: ReadonlyMap<string, Tensor>;
}

/** All returned tensors are kept: the caller disposes them. */
function backwardPass(run: Run, { rows, batches }: ProbeRows, taps: ReadonlyMap<string, Variable>): Measured {
  const { network, objective, linked } = run;
  const { program } = linked;
  const values = new Map<string, Tensor>();
  const shapes = new Map<string, Shape>();
  const gradients = new Map<string, Tensor>();
  const keep = (key: string, value: Tensor) => {
    shapes.set(key, value.shape.slice(1));
    values.set(key, tf.keep(tf.clone(value)));
  };
  for (const { name, output } of program.inputs) {
    keep(tensorKey({ layer: name, output }), must(rows.inputs[name], `the data of ${name}`));
  }
  const random = drawRandom(declaredRandom(linked), program.seed, run.step, rows.count);
  const pass = newPass({
    training: true,
    random,
    logits: network.fusedLayer,
    batches,
    tap(key, value) {
      keep(key, activated(run, key, value));
      const tap = taps.get(key);
      return tap === undefined ? value : tf.add(value, tap);
    },
  });
  let kept: Tensor | undefined;
  tf.tidy(() => {
    const variables = [...network.trainable.map(({ variable }) => variable), ...taps.values()];
    const { value, grads } = tf.variableGrads(
      () => objective.evaluate(network, rows, pass).loss as tf.Scalar,
      variables,
    );
    kept = tf.keep(value);
    const weights = network.trainable.map((weight) => [weight.key, weight.variable] as const);
    for (const [key, { name }] of [...taps, ...weights]) {
      const gradient = grads[name];
      if (gradient !== undefined) gradients.set(key, tf.keep(gradient));
    }
  });
  tf.dispose([
    ...pass.takeState().map(({ value }) => value),
    ...Object.values(random).flatMap((each) => Object.values(each)),
  ]);
  return { loss: must(kept, 'the loss of the probe'), values, shapes, gradients };
}

/** The fused loss stops before the last activation; the wire behind it carries the activated values. */
function activated({ network, linked }: Run, key: string, value: Tensor): Tensor {
  const { fused } = linked.program.loss;
  if (fused === undefined || key !== tensorKey(linked.program.output) || network.fusedLayer === undefined) return value;
  return activationNamed(fused.activation).apply(tf, value);
}

const slopeOf = (slope: Summary | undefined) =>
  slope === undefined ? {} : { gradient: slope.distribution, gradientNorm: slope.norm };

/** ‖Δw‖ per step relative to ‖w‖, averaged over the steps since the previous reading. */
function ratioOf(change: Summary | undefined, weight: Summary | undefined, steps: number) {
  if (change === undefined || weight === undefined || weight.norm === 0 || steps < 1) return {};
  return { updateRatio: change.norm / steps / weight.norm };
}

const tensorReading = (shape: Shape, value: Summary, slope: Summary | undefined): TensorReading => ({
  shape,
  forward: value.distribution,
  ...slopeOf(slope),
  units: Math.max(1, sizeOf(shape)),
  deadUnits: value.deadUnits,
  saturated: value.saturated,
});
