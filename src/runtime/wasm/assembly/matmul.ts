/*
 * Matrix products with either operand transposed. The contraction is cut into blocks whose panel of the
 * right operand stays in the first cache; panels are packed where that pays for itself or where an
 * operand lies the wrong way round.
 */
import { scratch } from './scratch';
import { tile4x4, tile4x8 } from './matmul-tile';
import { interleave4 } from './transpose';

export const TRANSPOSE_A: i32 = 1;
export const TRANSPOSE_B: i32 = 2;

const BLOCK_K: i32 = 256;
const BLOCK_M: i32 = 128;

const PANEL: usize = 0;
const EDGE: usize = 8192;
const LEFT: usize = 8320;

/** Bytes of scratch that a product uses; what lies behind them is free for its caller. */
export const MATMUL_SCRATCH: usize = 139392;

/** c = op(a)·op(b); op(a) is m × k, op(b) k × n, c m × n, all row-major. */
export function matmul(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, flags: i32): void {
  gemm(a, b, c, m, n, k, flags, 0, 0);
}

/** The same, starting from the rows at `start` (a bias has `startStep` 0), or from zero where `start` is 0. */
export function gemm(
  a: usize,
  b: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  flags: i32,
  start: usize,
  startStep: usize,
): void {
  const cStep = (<usize>n) << 2;
  const transposeA = (flags & TRANSPOSE_A) !== 0;
  const transposeB = (flags & TRANSPOSE_B) !== 0;
  const packA = transposeA && n > 24 && m > 48;
  const packB = !transposeB && n > 48 && m > 8;
  for (let k0 = 0; k0 < k; k0 += BLOCK_K) {
    const depth = min(BLOCK_K, k - k0);
    for (let i0 = 0; i0 < m; i0 += BLOCK_M) {
      const rows = min(BLOCK_M, m - i0);
      const startAt = start ? start + <usize>i0 * startStep : 0;
      const cAt = c + <usize>i0 * cStep;
      let aAt = transposeA
        ? a + ((<usize>k0 * <usize>m + <usize>i0) << 2)
        : a + ((<usize>i0 * <usize>k + <usize>k0) << 2);
      if (packA) {
        packLeft(aAt, (<usize>m) << 2, rows, depth);
        aAt = scratch + LEFT;
      }
      const tileStep: usize = packA ? (<usize>depth) << 4 : transposeA ? 16 : (<usize>k) << 4;
      const rowStep: usize = transposeA ? 4 : (<usize>k) << 2;
      const aStep: usize = packA ? 16 : transposeA ? (<usize>m) << 2 : 4;
      let j = 0;
      while (j < n) {
        const width = n - j > 4 ? 8 : 4;
        const columns = min(width, n - j);
        const jAt = (<usize>j) << 2;
        let panel: usize;
        let panelStep: usize;
        if (transposeB) {
          panel = scratch + PANEL;
          panelStep = (<usize>width) << 2;
          const from = b + ((<usize>j * <usize>k + <usize>k0) << 2);
          interleave4(from, (<usize>k) << 2, min(4, columns), depth, panel, panelStep);
          if (width === 8)
            interleave4(from + ((<usize>k) << 4), (<usize>k) << 2, columns - 4, depth, panel + 16, panelStep);
        } else {
          panel = b + <usize>k0 * cStep + jAt;
          panelStep = cStep;
          if (packB || columns < width) {
            packRight(panel, panelStep, columns, width, depth);
            panel = scratch + PANEL;
            panelStep = (<usize>width) << 2;
          }
        }
        tiles(
          rows,
          columns,
          width,
          depth,
          aAt,
          tileStep,
          rowStep,
          aStep,
          panel,
          panelStep,
          startAt ? startAt + jAt : 0,
          startStep,
          cAt + jAt,
          cStep,
        );
        j += width;
      }
    }
    start = c;
    startStep = cStep;
  }
}

/** One column of tiles. Tiles over the edge of the result are computed beside it and copied as far as they count. */
function tiles(
  rows: i32,
  columns: i32,
  width: i32,
  depth: i32,
  a: usize,
  tileStep: usize,
  rowStep: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  start: usize,
  startStep: usize,
  c: usize,
  cStep: usize,
): void {
  const edge = scratch + EDGE;
  for (let i = 0; i < rows; i += 4) {
    const height = min(4, rows - i);
    const whole = height === 4 && columns === width;
    const a1 = height > 1 ? a + rowStep : a;
    const a2 = height > 2 ? a1 + rowStep : a1;
    const a3 = height > 3 ? a2 + rowStep : a2;
    let from = start;
    let fromStep = startStep;
    if (!whole && start) {
      copyTile(start, startStep, edge, 32, height, columns);
      from = edge;
      fromStep = 32;
    }
    const to = whole ? c : edge;
    const toStep = whole ? cStep : 32;
    if (width === 8) tile4x8(depth, a, a1, a2, a3, aStep, b, bStep, from, fromStep, to, toStep);
    else tile4x4(depth, a, a1, a2, a3, aStep, b, bStep, from, fromStep, to, toStep);
    if (!whole) copyTile(edge, 32, c, cStep, height, columns);
    a += tileStep;
    c += cStep << 2;
    if (start) start += startStep << 2;
  }
}

function copyTile(from: usize, fromStep: usize, to: usize, toStep: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = (<usize>j) << 2;
      store<f32>(to + at, load<f32>(from + at));
    }
    from += fromStep;
    to += toStep;
  }
}

/** Copies `depth` rows of the right operand into the panel, `width` columns side by side, zeros beyond `columns`. */
function packRight(from: usize, fromStep: usize, columns: i32, width: i32, depth: i32): void {
  let to = scratch + PANEL;
  for (let k = 0; k < depth; k++) {
    if (columns === 8) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
    } else {
      for (let j = 0; j < width; j++) {
        const at = (<usize>j) << 2;
        store<f32>(to + at, j < columns ? load<f32>(from + at) : 0);
      }
    }
    from += fromStep;
    to += (<usize>width) << 2;
  }
}

/** Copies a block of the transposed left operand, four of its columns at a time. */
function packLeft(from: usize, fromStep: usize, rows: i32, depth: i32): void {
  let to = scratch + LEFT;
  for (let i = 0; i < rows; i += 4) {
    let at = from + ((<usize>i) << 2);
    if (i + 4 <= rows) {
      for (let k = 0; k < depth; k++) {
        v128.store(to, v128.load(at));
        at += fromStep;
        to += 16;
      }
    } else {
      for (let k = 0; k < depth; k++) {
        for (let r = 0; r < rows - i; r++) store<f32>(to + ((<usize>r) << 2), load<f32>(at + ((<usize>r) << 2)));
        at += fromStep;
        to += 16;
      }
    }
  }
}
