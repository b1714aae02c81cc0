/*
 * The product against itself: the same example in every tier of the trainer, and once more with all
 * instruments reading. The tiers have to find the same losses before they are timed.
 */
import { catalog } from '../../../src/catalog/index.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import type { Watch } from '../../../src/protocol/instruments.ts';
import { compiled } from '../programs.ts';
import { watchAll } from '../watch-all.ts';
import { expectAgreement } from '../train/agree.ts';
import type { BenchBackend } from '../train/peer.ts';
import { TIERS } from '../train/peers/index.ts';
import type { Place } from '../train/run.ts';
import { openTrainer } from '../train/peers/edgewise.ts';
import type { Tier } from '../train/peers/edgewise.ts';

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
  /** Every instrument reads, and not only wires and answers; with this tensor in both modes. */
  readonly all?: string;
}

export interface TierResult {
  /** Microseconds per step, by tier. */
  readonly us: Readonly<Record<string, number>>;
  /** The same while every instrument is read. */
  readonly watched: Readonly<Record<string, number>>;
  /** What has to be known about a tier's time. */
  readonly notes: readonly string[];
}

const CHECKED = 10;

/** What the page looks at when wires and answers are on the screen. */
const WATCH: Watch = { wires: true, output: { resolution: 40 } };

export async function compareTiers(
  { document, backend, milliseconds, onTheWall, tiers, all }: TierRequest,
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

  const watch = all === undefined ? WATCH : watchAll(all);
  const us: Record<string, number> = {};
  const watched: Record<string, number> = {};
  const notes: string[] = [];
  for (const [name, tier] of wanted) {
    for (const [into, options] of [
      [us, tier],
      [watched, { ...tier, listener: { watches: (id) => watch[id], wants: (id) => watch[id] } } satisfies Tier],
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
