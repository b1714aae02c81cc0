/*
 * What flows into a layer's activation, and what the function makes of it: where on the curve the inputs lie,
 * and which units answer nothing but zero. Read over the probe rows, as training sees them.
 */
import { must } from '../../base/invariant.ts';
import type { ActivationFunction } from '../../catalog/activations/functions/define.ts';
import { activationOf } from '../../catalog/layer-facts.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import { tensorKey } from '../../compiler/types.ts';
import type { LinkedLayer } from '../link.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import { declaredRandom, drawRandom } from '../training/feeds.ts';
import type { Run } from '../training/run.ts';
import type { Distribution } from '../../protocol/readings.ts';
import { DeathNotes } from './death-notes.ts';
import { defineInstrument } from './instrument.ts';
import { probeRows } from './probe-rows.ts';
import type { ProbeRows } from './probe-rows.ts';
import { rehearseSummary, summarise } from './summary/summarise.ts';
import type { Segment } from './summary/segment.ts';
import { layerOf, outputKey, tensorsAt } from './tapped.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    activation: {
      readonly node: string;
      /** What the function receives. */
      readonly input: Distribution;
      /** Fraction of its values that are exactly zero. */
      readonly zeros: number;
      /** Fraction of its values within 1 % of a bound. */
      readonly saturated: number;
      /** Examples that were looked at. */
      readonly examples: number;
      /** Units, or channels where a unit stands at many places. */
      readonly units: number;
      readonly channels: boolean;
      /** Those that answered zero to every example, the first of them, in order. */
      readonly dead: readonly {
        readonly unit: number;
        /** The step at which it was first seen dead. */
        readonly since: number;
        /** Whether it had been seen alive before. */
        readonly lived: boolean;
      }[];
      readonly deadUnits: number;
    };
  }
  interface Requests {
    activation: { readonly node: string };
  }
}

/** Dead units that are named one by one. */
const MOST_NAMED = 200;

export const activation = defineInstrument({
  id: 'activation',
  rank: 32,
  example: { node: 'relu1' },
  share: 0.02,
  every: 500,
  momentary: true,
  open(run) {
    const probe = probeRows(run.device.train, run.linked);
    const notes = new DeathNotes();
    return {
      async reduce({ node }) {
        const seen = look(run, probe, node);
        if (seen === undefined) return undefined;
        const [input, output] = await summarise(seen.segments);
        const [largest = new Float32Array()] = await readAll([seen.largest]);
        seen.release();
        const dead = notes.note(node, run, largest);
        return {
          node,
          input: must(input, 'the inputs').distribution,
          zeros: must(output, 'the outputs').distribution.zeros,
          saturated: output?.saturated ?? 0,
          examples: probe.rows.count,
          units: largest.length,
          channels: seen.channels,
          dead: dead.slice(0, MOST_NAMED),
          deadUnits: dead.length,
        };
      },
      rehearse({ node }) {
        const seen = look(run, probe, node);
        if (seen === undefined) return;
        rehearseSummary(seen.segments);
        seen.release();
      },
      close: () => tf.dispose([...Object.values(probe.rows.inputs), probe.rows.targets]),
    };
  },
});

interface Look {
  /** What goes into the function and what comes out of it. */
  readonly segments: readonly Segment[];
  /** The largest magnitude that each unit gave. */
  readonly largest: Tensor;
  readonly channels: boolean;
  release(): void;
}

function look(run: Run, probe: ProbeRows, node: string): Look | undefined {
  const layer = layerOf(run, node);
  const curve = layer && curveOf(layer);
  if (layer === undefined || curve === undefined) return undefined;
  const input = inputOf(run, probe, layer);
  const [output, largest] = tf.tidy(() => {
    const values = curve.apply(tf, input);
    const rows = tf.reshape(values, [-1, values.rank > 1 ? (values.shape.at(-1) ?? 1) : 1]);
    // An identity gives its input on, which is disposed by itself.
    return [tf.clone(values), tf.max(tf.abs(rows), 0)] as const;
  });
  return {
    segments: [{ tensor: input }, { tensor: output, range: curve.range }],
    largest,
    channels: input.rank > 2,
    release: () => tf.dispose([input, output, largest]),
  };
}

/** The layer's function, if it is one of single numbers and what it receives can be read. */
function curveOf({ definition, params, plan }: LinkedLayer): ActivationFunction | undefined {
  const curve = activationOf(definition, params);
  const readable = plan.weights.length === 0 || definition.affine === true;
  return curve.rowwise === true || curve.name === 'linear' || !readable ? undefined : curve;
}

/** What the function receives; a layer with weights is asked for its sums. The caller disposes it. */
function inputOf(run: Run, { rows, batches }: ProbeRows, { plan }: LinkedLayer): Tensor {
  const own = plan.weights.length > 0;
  const key = own ? outputKey(plan.node) : tensorKey(plan.inputs.inputs[0]);
  const random = drawRandom(declaredRandom(run.linked), run.linked.program.seed, run.step, rows.count);
  const options = { training: true, random, batches, ...(own && { logits: plan.node }) };
  const found = tensorsAt(run, rows.inputs, [key], options).get(key);
  tf.dispose(Object.values(random).flatMap((each) => Object.values(each)));
  return must(found, `the tensor at ${key}`);
}
