/*
 * The product's own trainer, on a program compiled from the catalog. It reports, keeps checkpoints and
 * measures a metric as it does for a user. A tier is nothing but an option of the trainer.
 */
import { must } from '../../../../src/base/invariant.ts';
import type { TrainerEvent } from '../../../../src/protocol/events.ts';
import type { Catalog } from '../../../../src/catalog/catalog.ts';
import type { Program } from '../../../../src/compiler/types.ts';
import { Trainer } from '../../../../src/runtime/training/trainer.ts';
import type { TrainerOptions } from '../../../../src/runtime/training/trainer.ts';
import { benchCatalog } from '../bench-data.ts';
import type { Peer, PeerName, Setting, Trainee } from '../peer.ts';
import { missingTypes } from '../program.ts';

/** How steps are taken: recorded and replayed, the same bit for bit, or not recorded. */
type Mode = 'fast' | 'exact' | 'eager';

/** What the trainer tells once it knows. */
interface StepsEvent {
  readonly type: 'steps';
  readonly mode: Mode;
  readonly reason?: string;
}

export type Tier = Partial<TrainerOptions> & { readonly steps?: Mode };

export function edgewise(name: PeerName, tier: Tier): Peer {
  return {
    name,
    refuses(task) {
      const missing = missingTypes(task);
      return missing.length === 0 ? undefined : `the catalog has no ${missing.join(', ')}`;
    },
    open: ({ program }, setting) => openTrainer(program, benchCatalog, setting, tier),
  };
}

/** A trainer that stands at the first weights. */
export async function openTrainer(
  program: Program,
  catalog: Catalog,
  { host, backend, shuffle, clock }: Setting,
  tier: Tier,
): Promise<Trainee> {
  let fault: string | undefined;
  let fallback: string | undefined;
  let hear: (event: TrainerEvent | StepsEvent) => void = () => undefined;
  const trainer = new Trainer(
    { ...program, shuffle },
    {
      host,
      backend,
      ...tier,
      catalog,
      emit: (event: TrainerEvent | StepsEvent) => {
        if (event.type === 'steps' && event.mode !== (tier.steps ?? 'fast'))
          fallback = `took ${event.mode} steps: ${event.reason}`;
        if (event.type === 'fault') fault = event.fault.message;
        hear(event);
      },
    },
  );
  const settled = async () => {
    await trainer.settled();
    if (fault !== undefined) throw new Error(fault);
  };
  /** At least so long, to the end of an epoch. Gives the time at which it was told to rest: what is read then is no training. */
  const trainFor = async (milliseconds: number): Promise<number> => {
    const end = performance.now() + milliseconds;
    let rested: Promise<number> | undefined;
    hear = (event) => {
      if (event.type !== 'epoch' || performance.now() < end) return;
      rested ??= clock();
      trainer.command({ type: 'pause' });
    };
    trainer.command({ type: 'start' });
    await settled();
    return rested ?? clock();
  };
  await trainer.prepare();
  await settled();
  return {
    async losses(steps) {
      const losses: number[] = [];
      while (losses.length < steps) {
        trainer.command({ type: 'stepBatch' });
        await settled();
        losses.push(must(trainer.current, 'the run').lastLoss);
      }
      return losses;
    },
    async time(milliseconds) {
      const step = () => must(trainer.current, 'the run').step;
      // Records and compiles what the tier wants to.
      await trainFor(milliseconds / 3);
      let [steps, spent] = [0, 0];
      while (spent < milliseconds) {
        const [from, start] = [step(), await clock()];
        spent += (await trainFor(milliseconds)) - start;
        steps += step() - from;
      }
      return (1000 * spent) / steps;
    },
    note: () => fallback,
    close: () => trainer.dispose(),
  };
}
