/* Rows picked and added by int32 numbers: minibatches, embeddings and their gradient. */
import { addRun, clearRun, copyRun } from './rows';

/** y[i] = x[indices[i]]; a number outside 0 … limit − 1 gives a row of zeros. */
export function gatherRows(x: usize, indices: usize, y: usize, count: i32, width: i32, limit: i32): void {
  const step = (<usize>width) << 2;
  for (let i = 0; i < count; i++) {
    const row = load<i32>(indices);
    if (row >= 0 && row < limit) copyRun(x + <usize>row * step, y, width);
    else clearRun(y, width);
    indices += 4;
    y += step;
  }
}

/** y[ids[i]] += x[i], from zero; numbers outside 0 … segments − 1 are left out. */
export function segmentSum(x: usize, ids: usize, y: usize, rows: i32, width: i32, segments: i32): void {
  const step = (<usize>width) << 2;
  clearRun(y, segments * width);
  for (let i = 0; i < rows; i++) {
    const id = load<i32>(ids);
    if (id >= 0 && id < segments) addRun(x, y + <usize>id * step, width);
    ids += 4;
    x += step;
  }
}
