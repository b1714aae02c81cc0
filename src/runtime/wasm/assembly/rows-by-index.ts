/* Rows added by int32 numbers: the gradient of an embedding. */
import { addRun, clearRun } from './rows';

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
