/*
 * Takes one step with tfjs and one by replay, from the same weights, and compares every number. Weights are
 * as before afterwards. In the fast tier numbers may differ by rounding; how much rounding matters in this
 * step is seen from what tfjs itself makes of weights that are shifted by the last place.
 */
import { must } from '../../base/invariant.ts';
import { random } from '../../base/random.ts';
import { tf } from '../tf.ts';
import { feed } from './feed.ts';
import type { Recording, StepSpec, Tier } from './recording.ts';
import { CannotRecord } from './trace.ts';

/** Relative to the largest number of a tensor. */
const TOLERANCE = 1e-5;
/** How often tfjs is asked, and by how much weights are shifted, relative to themselves. */
const TRIALS = 3;
const SHIFT = 2 ** -22;

type Numbers = readonly Float32Array[];

export function verify(spec: StepSpec, recording: Recording, tier: Tier): void {
  const variables = variablesOf(spec);
  const before = variables.map((variable) => variable.dataSync<'float32'>().slice());
  const restore = (values: Numbers) =>
    variables.forEach((variable, i) => {
      const tensor = tf.tensor(must(values[i], 'the values of a weight'), variable.shape, 'float32');
      variable.assign(tensor);
      tensor.dispose();
    });
  const eager = (): Numbers => {
    recording.sync();
    const { figures, commits } = spec.compute();
    const read = [figures, ...commits.map(({ value }) => value)].map((tensor) => tensor.dataSync<'float32'>().slice());
    tf.dispose([figures, ...commits.map(({ value }) => value)]);
    return read;
  };
  feed(spec, 0, 0);
  const expected = eager();
  const rounding =
    tier === 'exact'
      ? []
      : Array.from({ length: TRIALS }, (_x, trial) => {
          restore(before.map((values, i) => shifted(values, trial, i)));
          return eager();
        });
  restore(before);
  recording.setOrder(Int32Array.from({ length: spec.rowCount }, (_x, i) => i));
  const { figures, steps } = recording.run(1, 0, 0);
  const sound = Number.isFinite(expected[0]?.[0]);
  recording.sync();
  const found = [figures, ...variables.map((variable) => variable.dataSync<'float32'>().slice())];
  restore(before);
  recording.sync();
  if (steps !== (sound ? 1 : 0)) throw new CannotRecord('the replayed step did not end as the eager one');
  if (!sound) return;
  expected.forEach((values, i) => {
    const allowed =
      tier === 'exact'
        ? 0
        : tolerance(
            values,
            rounding.map((trial) => must(trial[i], 'a trial')),
          );
    const off = farthest(values, must(found[i], 'the replayed numbers'));
    if (off > allowed) {
      const what = i === 0 ? 'the figures' : `new value ${i} of ${expected.length - 1}`;
      throw new CannotRecord(
        `replaying gives other numbers: ${what} differs by ${off.toPrecision(2)}, allowed is ${allowed.toPrecision(2)}`,
      );
    }
  });
}

function variablesOf(spec: StepSpec) {
  const { figures, commits } = spec.compute();
  tf.dispose([figures, ...commits.map(({ value }) => value)]);
  return commits.map(({ variable }) => variable);
}

function shifted(values: Float32Array, trial: number, index: number): Float32Array {
  const rng = random(trial, 'rounding', index);
  return values.map((value) => value * (1 + SHIFT * (rng.uniform() - 0.5)));
}

function tolerance(values: Float32Array, trials: Numbers): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return TOLERANCE * largest + 4 * Math.max(...trials.map((trial) => farthest(values, trial))) + 1e-12;
}

/** The largest difference; two that are no numbers are alike. */
function farthest(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const [x = 0, y = 0] = [a[i], b[i]];
    if (Object.is(x, y) || x === y) continue;
    const off = Math.abs(x - y);
    if (!(off <= most)) most = Number.isNaN(off) ? Number.POSITIVE_INFINITY : off;
  }
  return most;
}
