/** Puts the numbers of a step where the step reads them: rows by their place in the order, lists that were written beforehand. */
import type { Code, Local } from './code.ts';
import { copyBytes } from './moves.ts';

/** What is put into a feed before each step. */
export type FeedSource =
  /** Rows of a table, in the order of a list of row numbers. */
  | { readonly from: 'rows'; readonly table: number; readonly rowBytes: number; readonly rows: number }
  /** The next entry of a list that was written beforehand. */
  | { readonly from: 'list'; readonly list: number; readonly bytes: number };

export interface FeedPlan {
  readonly to: number;
  readonly source: FeedSource;
}

/**
 * Fills a feed for the next step.
 * @param order where the list of row numbers lies.
 * @param step its number in this call.
 * @param firstRow the place of its first row in the order.
 */
export function emitFeed(code: Code, { to, source }: FeedPlan, order: number, step: Local, firstRow: Local): void {
  if (source.from === 'list') {
    const from = code.local('i32');
    code.set(from, () =>
      code.plain(
        'i32.mul',
        () => code.get(step),
        () => code.i32(source.bytes),
      ),
    );
    copyBytes(
      code,
      () => code.i32(to),
      0,
      () => code.get(from),
      source.list,
      source.bytes,
    );
    return;
  }
  const { table, rowBytes, rows } = source;
  const [from, into, at] = [code.local('i32'), code.local('i32'), code.local('i32')];
  code.set(at, () =>
    code.plain(
      'i32.shl',
      () => code.get(firstRow),
      () => code.i32(2),
    ),
  );
  code.repeat(into, rows * rowBytes, rowBytes, () => {
    code.set(from, () =>
      code.plain(
        'i32.mul',
        () => code.load('i32', () => code.get(at), order),
        () => code.i32(rowBytes),
      ),
    );
    copyBytes(
      code,
      () => code.get(into),
      to,
      () => code.get(from),
      table,
      rowBytes,
    );
    code.set(at, () =>
      code.plain(
        'i32.add',
        () => code.get(at),
        () => code.i32(4),
      ),
    );
  });
}
