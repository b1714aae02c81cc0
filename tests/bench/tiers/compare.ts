/*
 * The product against itself: the same example in every tier of the trainer, and once more with all
 * instruments reading. The tiers have to find the same losses before they are timed, and the exact one the very same
 * bits as the eager one.
 */
import { catalog } from '../../../src/catalog/index.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { compiled } from '../programs.ts';
import { expectAgreement } from '../train/agree.ts';
import type { BenchBackend } from '../train/peer.ts';
import { TIERS } from '../train/peers/index.ts';
import type { Place } from '../train/run.ts';
import { openTrainer } from '../train/peers/edgewise.ts';
import type { Tier } from '../train/peers/edgewise.ts';
import { everything, lookingAt } from '../watched.ts';

export interface TierRequest {
  readonly document: GraphDocument;
  readonly backend: BenchBackend;
  readonly milliseconds: number;
  /**
   * Counts the time on the wall instead of that of the processor: where a graphics card computes while the
   * thread waits, and for comparing with something else that is read off a clock.
   */
  readonly onTheWall: boolean;
  /** The tiers to run, by their columns. */
  readonly tiers: readonly string[];
  /** The tensor that the instruments look at in both modes of its layer. */
  readonly tensor: string;
  /** Steps of which exact and eager losses are compared. */
  readonly exactSteps?: number;
}

export interface TierResult {
  /** Microseconds per step, by tier. */
  readonly us: Readonly<Record<string, number>>;
  /** The same while every instrument is read. */
  readonly watched: Readonly<Record<string, number>>;
  /** What has to be known about a tier's time. */
  readonly notes: readonly string[];
}

/** Steps of which all losses are compared: rounding grows from one to the next. */
const CHECKED = 10;

export async function compareTiers(
  { document, backend, milliseconds, onTheWall, tiers, tensor, exactSteps = 0 }: TierRequest,
  { host, clock }: Place,
  progress: (line: string) => void,
): Promise<TierResult> {
  // It trains on until it is told to pause; nothing stops it before.
  const program = { ...compiled(document), epochs: 100_000, callbacks: [] };
  const wanted = Object.entries<Tier>(TIERS).filter(([name]) => tiers.includes(name));
  const time = onTheWall ? async () => performance.now() : clock;
  const trainee = (tier: Tier) =>
    openTrainer(program, catalog, { host, clock: time, backend, shuffle: program.shuffle }, tier);
  const losses = [];
  for (const [peer, tier] of wanted) {
    const opened = await trainee(tier);
    losses.push({ peer, values: await opened.losses(CHECKED) });
    await opened.close();
  }
  expectAgreement(document.name, losses);
  if (exactSteps > 0) await expectSameBits(document.name, trainee, exactSteps);

  const us: Record<string, number> = {};
  const watched: Record<string, number> = {};
  const listener = lookingAt(everything(tensor));
  const notes: string[] = [];
  for (const [name, tier] of wanted) {
    for (const [into, options] of [
      [us, tier],
      [watched, { ...tier, listener }],
    ] as const) {
      const opened = await trainee(options);
      into[name] = await opened.time(milliseconds);
      const note = opened.note?.();
      if (note !== undefined && into === us) notes.push(`${name} ${note}`);
      await opened.close();
    }
    progress(`${document.name}, ${backend}   ${name} ${us[name]?.toFixed(0)} µs, read ${watched[name]?.toFixed(0)} µs`);
  }
  return { us, watched, notes };
}

/** Throws with the first loss that is not the same to its last bit. */
async function expectSameBits(
  name: string,
  trainee: (tier: Tier) => ReturnType<typeof openTrainer>,
  steps: number,
): Promise<void> {
  const curve = async (tier: Tier) => {
    const opened = await trainee(tier);
    const found = await opened.losses(steps);
    const note = opened.note?.();
    await opened.close();
    // Otherwise something would be compared with itself.
    if (note !== undefined) throw new Error(`${name}: the tier ${tier.steps} ${note}.`);
    return found;
  };
  const [exact, eager] = await onTheBackend(async () => [await curve(TIERS.exact), await curve(TIERS.eager)] as const);
  const step = eager.findIndex((loss, i) => !Object.is(loss, exact[i]));
  if (step < 0) return;
  throw new Error(`${name}: at step ${step + 1} the exact tier finds the loss ${exact[step]}, tfjs ${eager[step]}.`);
}

/** On WebGPU tfjs computes on few numbers in JavaScript, where sums have other last bits than on the card. */
async function onTheBackend<T>(work: () => Promise<T>): Promise<T> {
  if (tf.getBackend() !== 'webgpu') return work();
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  try {
    return await work();
  } finally {
    tf.env().set('WEBGPU_CPU_FORWARD', true);
  }
}
