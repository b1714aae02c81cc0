/**
 * The pass by replay: recorded once, with the numbers that it has to bring along laid end to end. Where values
 * are in reach these are all values; on a graphics card what the reductions leave of them.
 */
import type { Tensor } from '../../../catalog/define/index.ts';
import { must } from '../../../base/invariant.ts';
import { readsAtOnce } from '../../read-all.ts';
import { capture } from '../../replay/capture.ts';
import type { Recording, StepSpec, Tier } from '../../replay/recording.ts';
import { tf } from '../../tf.ts';
import { fedRandom } from '../../training/fed-random.ts';
import { declaredRandom } from '../../training/feeds.ts';
import type { Run } from '../../training/run.ts';
import { summariseValues } from '../summary/in-javascript.ts';
import { reduceOnDevice, reducedSizes, summariesFrom } from '../summary/on-device.ts';
import type { Segment } from '../summary/segment.ts';
import { weightOf } from './probe.ts';
import type { Probe } from './probe.ts';
import { watchedOn } from './sight.ts';
import type { Found, Sight } from './sight.ts';
import type { WeightTrail } from './weight-trail.ts';

/** A segment as it is known without its values. */
interface Place extends Omit<Segment, 'tensor'> {
  readonly name: string;
  readonly size: number;
}

export class RecordedLook {
  private constructor(
    private readonly recording: Recording,
    private readonly places: readonly Place[],
    private readonly free: () => void,
  ) {}

  /** Throws `CannotRecord` with the reason where the pass cannot be recorded; nothing is changed then. */
  static async open(run: Run, probe: Probe, trail: WeightTrail, tier: Tier): Promise<RecordedLook> {
    const { feeds, lists } = fedRandom(declaredRandom(run.linked), run.linked.program.seed, probe.sample.rows.count);
    const free = () => tf.dispose(lists.map(({ feed }) => feed));
    const segmentsOf = (): ReadonlyMap<string, Segment> => {
      const weights = run.network.weights.map(({ key, variable }) => [weightOf(key), variable as Tensor] as const);
      const made = [...probe.pass(feeds), ...trail.changes()];
      // Copies, so that all of them can be disposed alike.
      const copies = weights.map(([name, variable]) => [name, tf.clone(variable)] as const);
      return new Map([...made, ...copies].map(([name, tensor]) => [name, { tensor, ...watchedOn(probe, name) }]));
    };
    const first = segmentsOf();
    const places = [...first].map(([name, { tensor, ...rest }]): Place => ({ name, size: tensor.size, ...rest }));
    disposeAll(first);
    const spec: StepSpec = {
      variables: [...run.network.weights.map(({ variable }) => variable), ...trail.variables],
      tensors: probe.tensors,
      rows: [],
      lists,
      rowsPerStep: 0,
      rowCount: 0,
      most: 1,
      parts: readsAtOnce() ? places.map(({ size }) => size) : [1, ...reducedSizes(places.length)],
      compute() {
        const segments = segmentsOf();
        const commits = trail.commits();
        const figures = tf.tidy(() => {
          const all = [...segments.values()];
          const loss = must(segments.get('loss'), 'the loss').tensor;
          const tensors = readsAtOnce() ? all.map(({ tensor }) => tensor) : [loss, ...reduceOnDevice(all)];
          return tf.concat(tensors.map((tensor) => tf.reshape(tensor, [-1])));
        });
        disposeAll(segments);
        return { figures, commits };
      },
    };
    try {
      return new RecordedLook(await capture(spec, tier), places, free);
    } catch (thrown) {
      free();
      throw thrown;
    }
  }

  /** The pass at this step. It also remembers the weights for the next one, unless it is not sound. */
  look(step: number): { readonly sight: Sight; readonly sound: boolean } {
    const { places } = this;
    const { figures, sound } = this.recording.run(1, step, 0);
    const summarise = figures instanceof Float32Array ? ofValues(places, figures) : ofReductions(places, figures);
    return { sound, sight: { names: places.map(({ name }) => name), summarise, release: () => undefined } };
  }

  dispose(): void {
    this.recording.dispose();
    this.free();
  }
}

const disposeAll = (segments: ReadonlyMap<string, Segment>): void =>
  tf.dispose([...segments.values()].map(({ tensor }) => tensor));

/** Only what is asked for is summarised. */
function ofValues(places: readonly Place[], figures: Float32Array): Sight['summarise'] {
  let end = 0;
  const values = new Map(
    places.map((place) => [place.name, { place, of: figures.subarray(end, (end += place.size)) }] as const),
  );
  return async (names) =>
    new Map(
      names.map((name) => {
        const { place, of } = must(values.get(name), name);
        return [name, summariseValues(of, place)] as const;
      }),
    );
}

/** Everything has been reduced already. */
const ofReductions =
  (places: readonly Place[], figures: Promise<Float32Array>): Sight['summarise'] =>
  async (names): Promise<Found> => {
    const numbers = await figures;
    const all = summariesFrom(
      places.map(({ size }) => size),
      numbers.subarray(1),
    );
    const found = new Map(places.map(({ name }, i) => [name, must(all[i], name)]));
    return new Map(names.map((name) => [name, must(found.get(name), name)]));
  };
