/*
 * Writes a product of matrices: blocks of four rows by eight columns, whose sums stay in registers while the
 * inner axis runs. The second factor is laid out block by block beforehand where it does not lie so already.
 */
import type { Code, Local, Push } from './code.ts';

export interface Product {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** Addresses in bytes. */
  readonly a: Push;
  readonly b: Push;
  readonly c: Push;
  /** Room for `scratchBytes`. */
  readonly scratch: number;
}

const ROWS = 4;
/** Factors of up to this many entries are read where they lie: they stay in the fastest cache anyway. */
const SMALL = 4096;

/** Four or eight columns. */
const widthOf = (columns: number): 4 | 8 => (columns <= 4 ? 4 : 8);

/** Room for one block of columns of the second factor. */
export const scratchBytes = ({ k, n }: Pick<Product, 'k' | 'n'>): number => k * widthOf(n) * 4 + 64;

/** c [m, n] = a [m, k] · b [k, n], all float32 and row by row; `c` is overwritten and may be neither factor. */
export function emitProduct(code: Code, product: Product): void {
  const { k, n, transposeB } = product;
  const direct = !transposeB && n % 4 === 0 && k * n <= SMALL;
  const full = Math.floor(n / 8);
  const rest = n % 8;
  const at = code.local('i32');
  const block = (width: 4 | 8, valid: number) => {
    if (direct) {
      const b: Push = () => code.plain('i32.add', product.b, () => code.get(at));
      rows(code, product, { width, valid, at, b, stride: n * 4, offset: 0 });
      return;
    }
    pack(code, product, width, valid, at);
    rows(code, product, { width, valid, at, b: () => code.i32(0), stride: width * 4, offset: product.scratch });
  };
  code.repeat(at, full * 32, 32, () => block(8, 8));
  if (rest === 0) return;
  code.set(at, () => code.i32(full * 32));
  block(widthOf(rest), rest);
}

/** Lays the columns from `at` on out row by row, with zeros where there are none. */
function pack(code: Code, { b, k, n, transposeB, scratch }: Product, width: 4 | 8, valid: number, at: Local): void {
  const from = code.local('i32');
  const to = code.local('i32');
  const put = (lane: number, read: Push) => code.store('f32', () => code.get(to), scratch + lane * 4, read);
  const zeros = () => {
    for (let lane = valid; lane < width; lane++) put(lane, () => code.f32(0));
  };
  if (transposeB) {
    // Column j of the product is row j of the factor.
    code.set(from, () =>
      code.plain('i32.add', b, () =>
        code.plain(
          'i32.mul',
          () => code.get(at),
          () => code.i32(k),
        ),
      ),
    );
    code.repeat(to, k * width * 4, width * 4, () => {
      for (let lane = 0; lane < valid; lane++) {
        put(lane, () => code.load('f32', () => code.get(from), lane * k * 4));
      }
      zeros();
      code.set(from, () =>
        code.plain(
          'i32.add',
          () => code.get(from),
          () => code.i32(4),
        ),
      );
    });
    return;
  }
  code.set(from, () => code.plain('i32.add', b, () => code.get(at)));
  code.repeat(to, k * width * 4, width * 4, () => {
    const vectors = Math.floor(valid / 4);
    for (let v = 0; v < vectors; v++) {
      const read: Push = () => code.vectorLoad('v128.load', () => code.get(from), v * 16);
      code.vectorStore(() => code.get(to), scratch + v * 16, read);
    }
    for (let lane = vectors * 4; lane < valid; lane++) {
      put(lane, () => code.load('f32', () => code.get(from), lane * 4));
    }
    zeros();
    code.set(from, () =>
      code.plain(
        'i32.add',
        () => code.get(from),
        () => code.i32(n * 4),
      ),
    );
  });
}

interface Block {
  readonly width: 4 | 8;
  readonly valid: number;
  /** Byte offset of the first column. */
  readonly at: Local;
  readonly b: Push;
  /** Bytes from one row of the block to the next. */
  readonly stride: number;
  readonly offset: number;
}

/** All rows of a block of columns. */
function rows(code: Code, product: Product, block: Block): void {
  const { m, k, n, transposeA } = product;
  const rowA = code.local('i32');
  const rowC = code.local('i32');
  code.set(rowA, product.a);
  code.set(rowC, () => code.plain('i32.add', product.c, () => code.get(block.at)));
  const advance = (count: number) => {
    const bytes = transposeA ? count * 4 : count * k * 4;
    code.set(rowA, () =>
      code.plain(
        'i32.add',
        () => code.get(rowA),
        () => code.i32(bytes),
      ),
    );
    code.set(rowC, () =>
      code.plain(
        'i32.add',
        () => code.get(rowC),
        () => code.i32(count * n * 4),
      ),
    );
  };
  const counter = code.local('i32');
  const full = Math.floor(m / ROWS);
  code.repeat(counter, full, 1, () => {
    tile(code, product, block, ROWS, rowA, rowC);
    advance(ROWS);
  });
  if (m % ROWS > 0) tile(code, product, block, m % ROWS, rowA, rowC);
}

/** `count` rows by one block of columns: the innermost loop runs along `k`. */
function tile(code: Code, product: Product, block: Block, count: number, rowA: Local, rowC: Local): void {
  const { k, m, n, transposeA } = product;
  const vectors = block.width / 4;
  const sums = Array.from({ length: count * vectors }, () => code.local('v128'));
  const b = Array.from({ length: vectors }, () => code.local('v128'));
  const a = code.local('v128');
  const inA = code.local('i32');
  const inB = code.local('i32');
  const stepA = transposeA ? m * 4 : 4;
  const apart = transposeA ? 4 : k * 4;
  for (const sum of sums) code.set(sum, () => code.splat(0));
  code.set(inA, () => code.get(rowA));
  code.set(inB, block.b);
  const counter = code.local('i32');
  // Written out several times over, the engine would begin with all that is read and keep it beside the registers.
  code.repeat(counter, k, 1, () => {
    b.forEach((local, v) =>
      code.set(local, () => code.vectorLoad('v128.load', () => code.get(inB), block.offset + v * 16)),
    );
    for (let r = 0; r < count; r++) {
      code.set(a, () => code.vectorLoad('v128.load32_splat', () => code.get(inA), r * apart));
      for (let v = 0; v < vectors; v++) {
        const sum = sums[r * vectors + v] ?? 0;
        code.set(sum, () =>
          code.simd(
            'f32x4.add',
            () => code.get(sum),
            () =>
              code.simd(
                'f32x4.mul',
                () => code.get(a),
                () => code.get(b[v] ?? 0),
              ),
          ),
        );
      }
    }
    code.set(inA, () =>
      code.plain(
        'i32.add',
        () => code.get(inA),
        () => code.i32(stepA),
      ),
    );
    code.set(inB, () =>
      code.plain(
        'i32.add',
        () => code.get(inB),
        () => code.i32(block.stride),
      ),
    );
  });
  for (let r = 0; r < count; r++) {
    for (let v = 0; v < vectors; v++) {
      const push: Push = () => code.get(sums[r * vectors + v] ?? 0);
      const offset = r * n * 4 + v * 16;
      const lanes = Math.min(4, block.valid - v * 4);
      if (lanes === 4) code.vectorStore(() => code.get(rowC), offset, push);
      else for (let lane = 0; lane < lanes; lane++) code.storeLane(() => code.get(rowC), offset + lane * 4, push, lane);
    }
  }
}
