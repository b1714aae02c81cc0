/** Who runs a task, in the order of the report's columns. */
import type { Peer, PeerName } from '../peer.ts';
import type { Task } from '../task.ts';
import { edgewise } from './edgewise.ts';
import type { Tier } from './edgewise.ts';
import { fit } from './fit.ts';
import { jaxJs } from './jax-js.ts';
import { playground } from './playground.ts';
import { typed } from './typed/index.ts';

/** The product's own ways to train, as options of its trainer: a column each. `ours` is what a user gets. */
export const TIERS = {
  ours: {},
  exact: { steps: 'exact' },
  eager: { steps: 'eager' },
} as const satisfies Partial<Record<PeerName, Tier>>;

const ownTiers: readonly Peer[] = [
  edgewise('ours', TIERS.ours),
  edgewise('exact', TIERS.exact),
  edgewise('eager', TIERS.eager),
];

/** Images are compared with tfjs' cpu backend: its wasm backend cannot train convolutions. */
export const peersOf = ({ stack }: Task): readonly Peer[] =>
  stack === undefined ? [...ownTiers, fit('cpu')] : [...ownTiers, fit(), typed, playground, jaxJs];
