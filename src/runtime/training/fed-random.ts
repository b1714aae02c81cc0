/** The random numbers that layers have declared, as tensors that a recorded computation is fed with. */
import type { RandomFeeds } from '../model/pass.ts';
import type { ListFeed } from '../replay/recording.ts';
import { tf } from '../tf.ts';
import { drawNumbers } from './feeds.ts';
import type { Declared } from './feeds.ts';

export interface FedRandom {
  readonly feeds: RandomFeeds;
  /** What fills them, step by step. */
  readonly lists: readonly ListFeed[];
}

/** For `rows` examples. The caller disposes the tensors of the lists. */
export function fedRandom(declared: readonly Declared[], seed: number, rows: number): FedRandom {
  const drawn = declared.flatMap(({ layer, specs }) =>
    specs.map(([name, spec]) => {
      const values = (at: number) => drawNumbers(layer, name, spec, seed, at, rows);
      return { layer, name, list: { feed: tf.zeros([rows, ...spec.shape]), values } satisfies ListFeed };
    }),
  );
  const feeds = declared.map(({ layer }) => {
    const own = drawn.filter((each) => each.layer === layer);
    return [layer, Object.fromEntries(own.map(({ name, list }) => [name, list.feed]))] as const;
  });
  return { feeds: Object.fromEntries(feeds), lists: drawn.map(({ list }) => list) };
}
