/*
 * The rows that instruments look at: the first rows of the training split, always the same, as many
 * whole batches of the run's size as fit into the usual number. Layers that take statistics over a
 * batch then see exactly what they see while training, also with tiny batches.
 */
import { sliceRows } from '../data/device-data.ts';
import type { Rows } from '../data/device-data.ts';
import type { Linked } from '../link.ts';

/** Enough for a smooth histogram, few enough to be cheap. */
const USUAL = 128;
const MOST = 1024;

export interface ProbeRows {
  readonly rows: Rows;
  /** Batches that lie one behind the other in them. */
  readonly batches: number;
}

/** The first rows of the training split, as they are looked at. The caller disposes them. */
export function probeRows(train: Rows, { layers, program }: Pick<Linked, 'layers' | 'program'>): ProbeRows {
  // A part of a batch has another mean than the whole, which is what batch normalisation sees while it trains.
  const most = layers.some(({ definition }) => definition.normalises === 'batch') ? train.count : MOST;
  const batch = Math.min(program.batchSize, train.count, most);
  const batches = Math.max(1, Math.floor(Math.min(USUAL, train.count) / batch));
  return { rows: sliceRows(train, 0, batches * batch), batches };
}
