/*
 * Takes one step with tfjs and one by replay, from the same weights, and compares every number. Weights are
 * as before afterwards. In the fast tier numbers may differ by rounding; how much rounding matters in this
 * step is seen from what tfjs itself makes of weights that are shifted by the last place, and of the same rows
 * in another order: where what is added up cancels out, nothing but the order of adding is left.
 */
import { must } from '../../base/invariant.ts';
import { random } from '../../base/random.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import { computed } from './computed.ts';
import { feed } from './feed.ts';
import type { Recording, StepSpec, Tier } from './recording.ts';
import { CannotRecord } from './trace.ts';

/** Relative to the largest finite number of a tensor. */
const TOLERANCE = 1e-5;
/** How often tfjs is asked, and by how much weights are shifted, relative to themselves. */
const TRIALS = 2;
const SHIFT = 2 ** -22;
/**
 * How many times what rounding made of the trials. Another formula for the same rounds other sums: by 4.7 times
 * what the trials show in a wide net with batch normalisation, whose gradients cancel before Adam divides by them.
 */
const ROUNDING = 16;

/** Each part of the figures, then every variable after the step. */
type Numbers = readonly Float32Array[];

/** Throws `CannotRecord` if the recording does not do what the step does. */
export async function verify(spec: StepSpec, recording: Recording, tier: Tier): Promise<void> {
  const { variables } = spec;
  const before = await readAll(variables);
  const restore = (numbers: Numbers): void => {
    variables.forEach((variable, i) => {
      const tensor = tf.tensor(must(numbers[i], 'the values of a variable'), variable.shape, 'float32');
      variable.assign(tensor);
      tensor.dispose();
    });
    recording.sync();
  };
  const eager = async (): Promise<Numbers> => {
    const { figures, commits } = computed(spec, tier);
    const changed = new Map(commits.map(({ variable, value }) => [variable, value]));
    const numbers = await readAll([figures, ...variables.map((variable) => changed.get(variable) ?? variable)]);
    tf.dispose([figures, ...changed.values()]);
    return inParts(spec, numbers);
  };
  feed(spec, 0, 0);
  recording.sync();
  const expected = await eager();
  const trials: Numbers[] = [];
  for (let trial = 0; trial < (tier === 'fast' ? TRIALS : 0); trial++) {
    restore(before.map((values, i) => shifted(values, trial, i)));
    feed(spec, 0, 0, turnOf(spec, trial));
    trials.push(await eager());
  }
  restore(before);
  recording.setOrder(Int32Array.from({ length: spec.rowCount }, (_x, i) => i));
  const taken = recording.run(1, 0, 0);
  const figures = await taken.figures;
  recording.sync();
  const found = inParts(spec, [figures, ...(await readAll(variables))]);
  restore(before);
  expected.forEach((numbers, i) => {
    const others = trials.map((trial) => must(trial[i], 'a trial'));
    const allowed = tier === 'exact' ? 0 : tolerance(numbers, others);
    const off = farthest(numbers, must(found[i], 'the replayed numbers'));
    // A step whose loss is not finite is not taken, whatever tfjs would have made of the weights.
    if (off <= allowed || !Number.isFinite(expected[0]?.[0])) return;
    const what = inWords(spec, i, found.length - variables.length);
    throw new CannotRecord(
      `replaying gives other numbers: ${what} differs by ${off.toPrecision(2)}, allowed is ${allowed.toPrecision(2)}`,
    );
  });
}

/** The figures cut into their parts. */
function inParts({ parts = [] }: StepSpec, [figures = new Float32Array(), ...variables]: Numbers): Numbers {
  let end = 0;
  const cut = parts.map((size) => figures.subarray(end, (end += size)));
  const rest = figures.subarray(end);
  return [...cut, ...(rest.length > 0 || cut.length === 0 ? [rest] : []), ...variables];
}

function inWords({ variables }: StepSpec, place: number, parts: number): string {
  if (place >= parts) return `variable ${place - parts + 1} of ${variables.length}`;
  return place === 0 ? 'the loss or a metric' : `part ${place + 1} of ${parts} of the figures`;
}

/** Numbers that are drawn for each row belong to it and would have to turn with it. */
function turnOf({ lists, rowsPerStep }: StepSpec, trial: number): number {
  if (lists.some((list) => list.feed.size > 1)) return 0;
  return Math.floor((rowsPerStep * (trial + 1)) / (TRIALS + 1));
}

function shifted(values: Float32Array, trial: number, index: number): Float32Array {
  const rng = random(trial, 'rounding', index);
  return values.map((value) => value * (1 + SHIFT * (rng.uniform() - 0.5)));
}

function tolerance(values: Float32Array, trials: Numbers): number {
  const largest = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  return TOLERANCE * largest + ROUNDING * Math.max(...trials.map((trial) => farthest(values, trial))) + 1e-12;
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
