/** A trainee made of one function that takes a step: for everything that is no trainer of its own. */
import { timeBlocks } from '../clock.ts';
import { Feed } from '../feed.ts';
import type { Setting, Trainee } from '../peer.ts';
import type { Prepared } from '../program.ts';

export interface Steps {
  /** Its first steps are compiled before they are taken, and do not count. */
  readonly compiles?: true;
  /** Takes a step on the batch that stands in the feed. */
  step(feed: Feed): void;
  /** The loss of the latest step before its update. */
  loss(): number;
  /** Resolves when the step is really done; awaited after each, so that none pile up. */
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
      const block = async (count: number) => {
        for (let i = 0; i < count; i++) {
          take();
          if (steps.done !== undefined) await steps.done();
        }
      };
      if (steps.compiles) await block(3);
      return timeBlocks(block, milliseconds, clock);
    },
    close: () => steps.close?.(),
  };
}
