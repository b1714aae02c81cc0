/*
 * What the recorded step has to reach, as ratios to other trainers in the same run. The gate stands at half
 * of it: a shared machine disturbs ratios too, but never by that much.
 */
import type { Measured } from './report/summary.ts';
import type { PeerName } from './train/peer.ts';

interface Target {
  readonly net: string;
  readonly against: PeerName;
  /** How many times as long the other one has to take. */
  readonly ratio: number;
}

const dense = (net: string, fit: number, typed: number): readonly Target[] => [
  { net, against: 'fit', ratio: fit },
  { net, against: 'typed', ratio: typed },
];

/** For both variants of each net. */
export const TARGETS: readonly Target[] = [
  ...dense('2-4-2-1', 400, 1.5),
  ...dense('2-16-16-2', 120, 4),
  ...dense('64-128-10', 15, 8),
  ...dense('784-128-64-10', 10, 10),
  ...dense('784-512-512-10', 10, 10),
  { net: 'conv-8-16', against: 'fit', ratio: 5 },
];

/** The two-spirals example: steps per second of the recorded step against the eager one. */
export const SPIRALS = { page: 20, webgpu: 4 } as const;

/** The most that a recorded step of two hidden layers with batch normalisation may be on WebGPU, under any optimizer. */
export const RECORDED_STEP = { dispatches: 20, us: 200 } as const;

/** Steps per second of the two spirals in the page against the same run by the command line, on wasm. */
export const PAGE_OF_COMMAND_LINE = 0.9;

/** The share of the training time that instruments may take. */
export const INSTRUMENTS_SHARE = 0.1;

/** Test accuracy of the examples that take minutes, trained to their end on wasm. */
export const REACHES = { mnist: 0.975, 'mnist-convolution': 0.985 } as const;

export interface Verdict {
  /** What is under half of its target, as sentences. */
  readonly shortfalls: readonly string[];
  /** What is between half of its target and the target, or could not be measured. */
  readonly notes: readonly string[];
}

export function gate(results: readonly Measured[]): Verdict {
  const shortfalls: string[] = [];
  const notes: string[] = [];
  for (const { net, variant, ratios, skipped, ...result } of results) {
    for (const [peer, note] of Object.entries(result.notes)) notes.push(`${net} ${variant}: ${peer} ${note}`);
    for (const target of TARGETS.filter((each) => each.net === net)) {
      const name = `${net} ${variant}, ${target.against} ÷ ours`;
      const found = ratios[target.against];
      if (found === undefined) {
        const reason = skipped.ours ?? skipped[target.against] ?? 'one of the two was not timed';
        notes.push(`${name} was not measured: ${reason}.`);
      } else {
        judge(name, found.median, target.ratio, { shortfalls, notes });
      }
    }
  }
  return { shortfalls, notes };
}

/** Puts a ratio where it belongs. */
export function judge(
  name: string,
  found: number,
  target: number,
  { shortfalls, notes }: { shortfalls: string[]; notes: string[] },
): void {
  const text = `${name}: ${found.toPrecision(3)}×, the target is ${target}×`;
  if (!(found >= target / 2)) shortfalls.push(`${text} and the gate ${target / 2}×`);
  if (!(found >= target)) notes.push(`Not reached: ${text}.`);
}

/** Counts have to be kept; a time is noted alone, since it is that of one machine. */
export function judgeDispatches(
  title: string,
  { dispatches, us }: { readonly dispatches: number; readonly us: number },
): Verdict {
  const most = RECORDED_STEP;
  const many = `${title}: ${dispatches} dispatches, the most is ${most.dispatches}`;
  const slow = `Not reached: a recorded step of ${title} costs ${us.toFixed(0)} µs, the target is ${most.us} µs.`;
  return {
    shortfalls: dispatches <= most.dispatches ? [] : [many],
    notes: us <= most.us ? [] : [slow],
  };
}
