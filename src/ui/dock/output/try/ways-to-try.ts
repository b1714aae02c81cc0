import type { DatasetInfo } from '../../../../catalog/define/index.ts';
import type { DataView } from '../../../../protocol/data-view.ts';

/** More sliders than these nobody sets. */
const MOST_SLIDERS = 64;

/**
 * How an example of one's own is made: drawn where the data are grey pictures, else feature by feature. Over a plane or
 * along a line it says nothing new, for every place is answered already.
 */
export function waysToTry({ image, lit = false }: DatasetInfo, { columns }: DataView): 'draw' | 'set' | undefined {
  if (image !== undefined && !lit && columns === image[0] * image[1]) return 'draw';
  return columns > 2 && columns <= MOST_SLIDERS ? 'set' : undefined;
}
