/** One task: every peer's losses are compared, then every peer is timed, one after the other in the same place. */
import { expectAgreement } from './agree.ts';
import type { Losses } from './agree.ts';
import type { BenchBackend, Peer, PeerName, Setting } from './peer.ts';
import { missingTypes, prepare } from './program.ts';
import type { Prepared } from './program.ts';
import type { Task } from './task.ts';
import { titleOf } from './task.ts';

export interface RaceResult {
  readonly net: string;
  readonly variant: string;
  readonly backend: BenchBackend;
  /** Microseconds per step. */
  readonly us: Partial<Record<PeerName, number>>;
  /** Why a peer, or all of them, were not timed. */
  readonly skipped: Partial<Record<PeerName, string>>;
  /** What has to be known about a peer's time. */
  readonly notes: Partial<Record<PeerName, string>>;
  /** The largest relative difference between two peers' losses. */
  readonly difference: number;
}

export interface RaceOptions extends Omit<Setting, 'shuffle'> {
  /** How long each peer is timed, at least. */
  readonly milliseconds: number;
  progress?(line: string): void;
}

export async function race(task: Task, peers: readonly Peer[], options: RaceOptions): Promise<RaceResult> {
  const { backend, milliseconds, progress } = options;
  const skipped: Partial<Record<PeerName, string>> = {};
  const us: Partial<Record<PeerName, number>> = {};
  const notes: Partial<Record<PeerName, string>> = {};
  const missing = missingTypes(task);
  const able = peers.filter((peer) => {
    const reason =
      missing.length === 0 ? peer.refuses(task) : `nothing to compare with: the catalog has no ${missing.join(', ')}`;
    if (reason !== undefined) skipped[peer.name] = reason;
    return reason === undefined;
  });
  const result = { net: task.net, variant: task.variant, backend, us, skipped, notes };
  if (able.length === 0) return { ...result, difference: 0 };

  const prepared = await prepare(task);
  const losses: Losses[] = [];
  for (const peer of able) {
    const values = await once(peer, prepared, { ...options, shuffle: false }, (trainee) =>
      trainee.losses(task.checked),
    );
    losses.push({ peer: peer.name, values });
  }
  const difference = expectAgreement(titleOf(task), losses);
  for (const peer of able) {
    const time = await once(peer, prepared, { ...options, shuffle: true }, async (trainee) => {
      const found = await trainee.time(milliseconds);
      const note = trainee.note?.();
      if (note !== undefined) notes[peer.name] = note;
      return found;
    });
    us[peer.name] = time;
    progress?.(`${titleOf(task)}   ${peer.name} ${time.toFixed(1)} µs`);
  }
  return { ...result, difference };
}

type Trainee = Awaited<ReturnType<Peer['open']>>;

/** Opens a peer, works with it and closes it, also when it fails. */
async function once<T>(
  peer: Peer,
  prepared: Prepared,
  setting: Setting,
  work: (trainee: Trainee) => Promise<T>,
): Promise<T> {
  const trainee = await peer.open(prepared, setting);
  try {
    return await work(trainee);
  } finally {
    await trainee.close();
  }
}
