/*
 * The loss around the present weights, over two directions: at random through all weights, or the plane in which the training's own
 * path lies. Drawn when the page asks for it, piece by piece; otherwise it only keeps a few copies of the weights, for the path.
 */
import type { LandscapeReading, LandscapeRequest } from '../../protocol/landscape.ts';
import { tf } from '../tf.ts';
import { defineInstrument } from './instrument.ts';
import { Surveyor } from './landscape/surveyor.ts';
import { trainedWeights } from './landscape/weight-path.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    landscape: LandscapeReading;
  }
  interface Requests {
    landscape: LandscapeRequest;
  }
}

export const landscape = defineInstrument({
  id: 'landscape',
  example: { draw: { order: 1, plane: 'random', seed: 1, size: 3 } },
  rests: ({ draw }) => draw === undefined,
  share: 0.2,
  every: 15,
  open(run) {
    const surveyor = new Surveyor(run);
    return {
      reduce: (request) => surveyor.reduce(request),
      unfinished: () => surveyor.busy,
      along: { until: () => surveyor.until(), keep: () => surveyor.keep() },
      rehearse: () => tf.dispose(trainedWeights(run)),
      close: () => surveyor.close(),
    };
  },
});
