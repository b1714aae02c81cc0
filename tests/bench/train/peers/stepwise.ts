/** A trainee made of one function that takes a step: for everything that is no trainer of its own. */
import { timeBlocks } from '../clock.ts';
import { Feed } from '../feed.ts';
import type { Setting, Trainee } from '../peer.ts';
import type { Prepared } from '../program.ts';

export interface Steps {
  /** The first step is compiled before it is taken. */
  readonly compiles?: true;
  /** Takes a step on the batch that stands in the feed. */
  step(feed: Feed): void;
  /** The loss of the latest step before its update. */
  loss(): number;
  /** Resolves when every step is really done. */
  done?(): Promise<unknown>;
  close?(): void;
}

export function stepwise(prepared: Prepared, { shuffle, clock }: Setting, steps: Steps): Trainee {
  const feed = new Feed(prepared, shuffle);
  const take = () => {
    feed.next();
    steps.step(feed);
  };
  return {
    async losses(count) {
      const losses: number[] = [];
      while (losses.length < count) {
        take();
        losses.push(steps.loss());
      }
      return losses;
    },
    async time(milliseconds) {
      if (steps.compiles) take();
      const block = async (count: number) => {
        for (let i = 0; i < count; i++) take();
        await steps.done?.();
      };
      return timeBlocks(block, milliseconds, clock);
    },
    close: () => steps.close?.(),
  };
}
