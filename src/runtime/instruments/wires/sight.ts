/*
 * Takes the numbers of a pass and says what is asked about them. Two ways: by tfjs, kernel by kernel, or by
 * replaying a recording of the same pass, where training itself is replayed. Both find the same.
 */
import { must } from '../../../base/invariant.ts';
import { declaredRandom, drawRandom } from '../../training/feeds.ts';
import type { Run } from '../../training/run.ts';
import { tf } from '../../tf.ts';
import type { Segment, Summary } from '../summary/segment.ts';
import { rehearseSummary, summarise } from '../summary/summarise.ts';
import { weightOf } from './probe.ts';
import type { Pass, Probe } from './probe.ts';
import type { WeightTrail } from './weight-trail.ts';

/** Summaries by the names of `probe.ts`. */
export type Found = ReadonlyMap<string, Summary>;

/** The network looked at once. */
export interface Sight {
  readonly names: readonly string[];
  summarise(names: readonly string[]): Promise<Found>;
  release(): void;
}

/** What is counted on each segment besides its distribution. */
export const watchedOn = (probe: Probe, name: string): Omit<Segment, 'tensor'> =>
  name.startsWith('value ') ? probe.watched(name.slice('value '.length)) : {};

/** The pass by tfjs, with the weights and what they have changed by. */
export function look(run: Run, probe: Probe, trail: WeightTrail): Sight {
  const random = drawRandom(declaredRandom(run.linked), run.linked.program.seed, run.step, probe.sample.rows.count);
  const pass: Pass = probe.pass(random);
  tf.dispose(Object.values(random).flatMap((each) => Object.values(each)));
  const changes = trail.steps > 0 ? trail.changes() : new Map();
  const weights = run.network.weights.map(({ key, variable }) => [weightOf(key), variable] as const);
  const segments = new Map<string, Segment>();
  for (const [name, tensor] of [...pass, ...weights, ...changes])
    segments.set(name, { tensor, ...watchedOn(probe, name) });
  return {
    names: [...segments.keys()],
    async summarise(names) {
      const found = await summarise(names.map((name) => must(segments.get(name), name)));
      return new Map(names.map((name, i) => [name, must(found[i], name)]));
    },
    release() {
      tf.dispose([...pass.values(), ...changes.values()]);
    },
  };
}

/** Computes what `look` would and what is made of it, and throws it away. */
export function rehearseLook(run: Run, probe: Probe): void {
  const random = drawRandom(declaredRandom(run.linked), run.linked.program.seed, run.step, probe.sample.rows.count);
  const pass = probe.pass(random);
  rehearseSummary([...pass].map(([name, tensor]) => ({ tensor, ...watchedOn(probe, name) })));
  tf.dispose([...pass.values(), ...Object.values(random).flatMap((each) => Object.values(each))]);
}
