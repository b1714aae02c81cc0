/**
 * Some tensors in training and in inference, from the same weights and rows: batch statistics against moving
 * averages, random numbers against none. Two forward passes, only for whoever looks at a wire closely.
 */
import { must } from '../../base/invariant.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import type { ModeReadings } from '../../protocol/readings.ts';
import { pass } from '../model/network.ts';
import type { RandomFeeds } from '../model/pass.ts';
import { readsAtOnce } from '../read-all.ts';
import { tf } from '../tf.ts';
import { declaredRandom, drawRandom } from '../training/feeds.ts';
import type { Run } from '../training/run.ts';
import { defineInstrument } from './instrument.ts';
import { probeRows } from './probe-rows.ts';
import type { ProbeRows } from './probe-rows.ts';
import { Repeated } from './repeated.ts';
import { summariseValues } from './summary/in-javascript.ts';
import { reduceOnDevice, summariesFrom } from './summary/on-device.ts';
import { runsKernels } from './summary/run-kernel.ts';
import type { Summary } from './summary/segment.ts';
import { rehearseSummary } from './summary/summarise.ts';
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
    const probe = probeRows(run.device.train, run.linked);
    const repeated = new Repeated(run);
    /** What the latest pass gave, first in training and then in inference. */
    let made: { readonly keys: readonly string[]; readonly sizes: readonly number[] } = { keys: [], sizes: [] };
    return {
      async reduce({ tensors }) {
        const key = tensors.join();
        const numbers = await repeated.read({
          key,
          rows: probe.rows.count,
          tensors: [...Object.values(probe.rows.inputs), probe.rows.targets],
          declared: declaredRandom(run.linked),
          compute(random) {
            const [training, inference] = [forward(run, probe, tensors, random), forward(run, probe, tensors)];
            const found = [...training.values(), ...inference.values()];
            made = { keys: [...training.keys()], sizes: found.map(({ size }) => size) };
            return reduced(found);
          },
        });
        const { keys, sizes } = made;
        const found = summariesOf(sizes, numbers);
        const at = (place: number) => must(found[place], 'a summary').distribution;
        return {
          batchSize: probe.rows.count / probe.batches,
          tensors: Object.fromEntries(
            keys.map((name, i) => [name, { training: at(i), inference: at(keys.length + i) }]),
          ),
        };
      },
      rehearse({ tensors }) {
        const random = drawRandom(declaredRandom(run.linked), run.linked.program.seed, run.step, probe.rows.count);
        const drawn = Object.values(random).flatMap((each) => Object.values(each));
        const found = [random, undefined].flatMap((each) => [...forward(run, probe, tensors, each).values()]);
        rehearseSummary(found.map((tensor) => ({ tensor })));
        tf.dispose([...found, ...drawn]);
      },
      close() {
        repeated.close();
        tf.dispose([...Object.values(probe.rows.inputs), probe.rows.targets]);
      },
    };
  },
});

/** Only summaries leave a graphics card. */
const onCard = (): boolean => !readsAtOnce() && runsKernels();

/** What is read of these tensors, which are disposed. */
function reduced(tensors: readonly Tensor[]): readonly Tensor[] {
  if (!onCard() || tensors.length === 0) return tensors;
  const found = reduceOnDevice(tensors.map((tensor) => ({ tensor })));
  tf.dispose([...tensors]);
  return found;
}

function summariesOf(sizes: readonly number[], numbers: readonly Float32Array[]): readonly Summary[] {
  if (!onCard()) return numbers.map((values) => summariseValues(values, {}));
  return summariesFrom(sizes, Float32Array.from(numbers.flatMap((part) => [...part])));
}

/**
 * The tensors of these keys, in the order in which layers give them. The caller disposes them.
 * @param random what layers draw in training; without it, the pass is one of inference.
 */
function forward(
  run: Run,
  { rows, batches }: ProbeRows,
  keys: readonly string[],
  random?: RandomFeeds,
): ReadonlyMap<string, Tensor> {
  const { network } = run;
  const found = new Map<string, Tensor>();
  const looking = pass({
    training: random !== undefined,
    random: random ?? {},
    batches,
    logits: network.fusedLayer,
    tap(key, value) {
      if (keys.includes(key)) found.set(key, tf.keep(tf.clone(activated(run, key, value))));
      return value;
    },
  });
  tf.tidy(() => void network.forward(rows.inputs, looking));
  tf.dispose(looking.takeState().map(({ value }) => value));
  return found;
}
