import { errorMessage } from '../../../base/invariant.ts';
import { dataUrlBytes, decodeTable } from './decode-table.ts';
import type { ShippedSource } from './source.ts';

interface ShippedTable extends Pick<
  ShippedSource,
  'name' | 'rank' | 'title' | 'help' | 'features' | 'samples' | 'image' | 'licence'
> {
  readonly classNames: readonly string[];
  /** A dynamic import of the table as a base64 data URL: the same in the browser, in workers and in Node. */
  asset(): Promise<{ readonly default: string }>;
}

/** Real data from one of the tables under assets/. */
export function shippedSource({ classNames, asset, ...facts }: ShippedTable): ShippedSource {
  const { name, samples, features } = facts;
  return {
    origin: 'shipped',
    ...facts,
    target: () => ({ kind: 'classes', names: classNames }),
    async load() {
      const url = await asset().catch((thrown: unknown) => {
        throw new Error(
          `The file of the data set "${name}" could not be loaded (${errorMessage(thrown)}). Check the connection and reload the page.`,
        );
      });
      const bytes = dataUrlBytes(url.default);
      const size = { rows: samples, columns: features.length, classes: classNames.length };
      const table = bytes.ok ? decodeTable(bytes.value, size) : bytes;
      if (!table.ok)
        throw new Error(`Data set "${name}": ${table.error}. Reload the page, or install the program again.`);
      return table.value;
    },
  };
}
