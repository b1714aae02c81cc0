/**
 * Some tensors in training and in inference, from the same weights and rows: batch statistics against moving
 * averages, random numbers against none. Two forward passes, only for whoever looks at a wire closely.
 */
import { must } from '../../base/invariant.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import type { ModeReadings } from '../../protocol/readings.ts';
import { pass } from '../model/network.ts';
import { tf } from '../tf.ts';
import { declaredRandom, drawRandom } from '../training/feeds.ts';
import type { Run } from '../training/run.ts';
import { defineInstrument } from './instrument.ts';
import { probeRows } from './probe-rows.ts';
import type { ProbeRows } from './probe-rows.ts';
import { rehearseSummary, summarise } from './summary/summarise.ts';
import { activated } from './wires/probe.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    modes: ModeReadings;
  }
  interface Requests {
    /** Tensors by key, `bn1.outputs`. */
    modes: { readonly tensors: readonly string[] };
  }
}

export const modes = defineInstrument({
  id: 'modes',
  rank: 15,
  example: { tensors: ['bn1.outputs', 'd1.outputs'] },
  share: 0.02,
  every: 600,
  open(run) {
    const probe = probeRows(run.device.train, run.linked.program.batchSize);
    return {
      async reduce({ tensors }) {
        const [training, inference] = [forward(run, probe, tensors, true), forward(run, probe, tensors, false)];
        const keys = [...training.keys()];
        const segments = [...training.values(), ...inference.values()].map((tensor) => ({ tensor }));
        const found = await summarise(segments);
        tf.dispose(segments.map(({ tensor }) => tensor));
        const at = (place: number) => must(found[place], 'a summary').distribution;
        return {
          batchSize: probe.rows.count / probe.batches,
          tensors: Object.fromEntries(keys.map((key, i) => [key, { training: at(i), inference: at(keys.length + i) }])),
        };
      },
      rehearse({ tensors }) {
        const made = [true, false].flatMap((training) => [...forward(run, probe, tensors, training).values()]);
        rehearseSummary(made.map((tensor) => ({ tensor })));
        tf.dispose(made);
      },
      close: () => tf.dispose([...Object.values(probe.rows.inputs), probe.rows.targets]),
    };
  },
});

/** The tensors of these keys, in the order in which layers give them. The caller disposes them. */
function forward(run: Run, probe: ProbeRows, keys: readonly string[], training: boolean): ReadonlyMap<string, Tensor> {
  const { network, linked, step } = run;
  const { rows, batches } = probe;
  const found = new Map<string, Tensor>();
  const random = training ? drawRandom(declaredRandom(linked), linked.program.seed, step, rows.count) : {};
  const looking = pass({
    training,
    random,
    batches,
    logits: network.fusedLayer,
    tap(key, value) {
      if (keys.includes(key)) found.set(key, tf.keep(tf.clone(activated(run, key, value))));
      return value;
    },
  });
  tf.tidy(() => void network.forward(rows.inputs, looking));
  tf.dispose(looking.takeState().map(({ value }) => value));
  tf.dispose(Object.values(random).flatMap((each) => Object.values(each)));
  return found;
}
