/** One pass over the tasks, in the place where it is called: a page of the browser, or Node. */
import { peersOf } from './peers/index.ts';
import { race } from './race.ts';
import type { RaceResult } from './race.ts';
import type { BenchBackend, PeerName, Setting } from './peer.ts';
import { titleOf } from './task.ts';
import { tasks } from './tasks.ts';

/** Plain data: it is handed to a page. */
export interface TrainRequest {
  readonly backend: BenchBackend;
  readonly milliseconds: number;
  /** How the names of the nets and variants to run begin; all of them if empty. */
  readonly net: string;
  readonly variant: string;
  /** Only these of the peers, and only the tasks of these titles; all of them unless said. */
  readonly peers?: readonly PeerName[];
  readonly titles?: readonly string[];
}

/** What a page and Node have of their own. */
export type Place = Pick<Setting, 'host' | 'clock'>;

export async function runTasks(
  { backend, milliseconds, net, variant, peers, titles }: TrainRequest,
  { host, clock }: Place,
  progress?: (line: string) => void,
): Promise<readonly RaceResult[]> {
  const wanted = tasks.filter(
    (task) => task.net.startsWith(net) && task.variant.startsWith(variant) && (titles?.includes(titleOf(task)) ?? true),
  );
  if (wanted.length === 0) {
    throw new Error(`No net begins with '${net}' and '${variant}'; there are ${tasks.map(titleOf).join(', ')}.`);
  }
  const results: RaceResult[] = [];
  for (const task of wanted) {
    const contestants = peersOf(task).filter(({ name }) => peers?.includes(name) ?? true);
    results.push(await race(task, contestants, { host, clock, backend, milliseconds, ...(progress && { progress }) }));
  }
  return results;
}
