/** One pass over the tasks, in the place where it is called: a page of the browser, or Node. */
import { peersOf } from './peers/index.ts';
import { race } from './race.ts';
import type { RaceResult } from './race.ts';
import type { BenchBackend, Setting } from './peer.ts';
import { titleOf } from './task.ts';
import { tasks } from './tasks.ts';

/** Plain data: it is handed to a page. */
export interface TrainRequest {
  readonly backend: BenchBackend;
  readonly milliseconds: number;
  /** How the names of the nets and variants to run begin; all of them if empty. */
  readonly net: string;
  readonly variant: string;
}

/** What a page and Node have of their own. */
export type Place = Pick<Setting, 'host' | 'clock'>;

export async function runTasks(
  { backend, milliseconds, net, variant }: TrainRequest,
  { host, clock }: Place,
  progress?: (line: string) => void,
): Promise<readonly RaceResult[]> {
  const wanted = tasks.filter((task) => task.net.startsWith(net) && task.variant.startsWith(variant));
  if (wanted.length === 0) {
    throw new Error(`No net begins with '${net}' and '${variant}'; there are ${tasks.map(titleOf).join(', ')}.`);
  }
  const results: RaceResult[] = [];
  for (const task of wanted) {
    results.push(
      await race(task, peersOf(task), { host, clock, backend, milliseconds, ...(progress && { progress }) }),
    );
  }
  return results;
}
