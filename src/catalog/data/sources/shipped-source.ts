import { errorMessage } from '../../../base/invariant.ts';
import { targetColumns } from '../../define/index.ts';
import type { TargetInfo } from '../../define/index.ts';
import { assetBytes } from './asset-bytes.ts';
import { decodeTable } from './decode-table.ts';
import type { ShippedSource } from './source.ts';

interface ShippedTable extends Omit<ShippedSource, 'origin' | 'target' | 'load'> {
  readonly features: readonly string[];
  readonly target: TargetInfo;
  /** Where the table lies. Written out as `new URL('../assets/….bin', import.meta.url)`, which the build looks for. */
  readonly asset: URL;
}

/** Real data from one of the tables under assets/. */
export function shippedSource({ target, asset, ...facts }: ShippedTable): ShippedSource {
  const { name, samples, features } = facts;
  const size = {
    rows: samples,
    columns: features.length,
    classes: target.kind === 'classes' ? target.names.length : 0,
    targets: targetColumns(target),
  };
  return {
    origin: 'shipped',
    ...facts,
    target: () => target,
    async load() {
      const bytes = await assetBytes(asset).catch((thrown: unknown) => {
        throw new Error(
          `The file of the data set "${name}" could not be loaded (${errorMessage(thrown)}). Check the connection and reload the page.`,
        );
      });
      const table = decodeTable(bytes, size);
      if (!table.ok)
        throw new Error(`Data set "${name}": ${table.error}. Reload the page, or install the program again.`);
      return table.value;
    },
  };
}

/** Names of the features of an image, row by row; with one channel. */
export const pixelNames = (width: number, height: number): readonly string[] =>
  Array.from({ length: width * height }, (_, i) => `row ${Math.floor(i / width) + 1}, column ${(i % width) + 1}`);
