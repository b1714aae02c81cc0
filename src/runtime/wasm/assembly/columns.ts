/* Sums down the columns of a matrix, four columns side by side. */

/** sums[j] = Σ_i x[i, j] */
export function columnSums(x: usize, sums: usize, rows: i32, columns: i32): void {
  const step = (<usize>columns) << 2;
  let j = 0;
  for (; j + 8 <= columns; j += 8) {
    let low = f32x4.splat(0);
    let high = low;
    let at = x + ((<usize>j) << 2);
    for (let i = 0; i < rows; i++) {
      low = f32x4.add(low, v128.load(at));
      high = f32x4.add(high, v128.load(at, 16));
      at += step;
    }
    const to = sums + ((<usize>j) << 2);
    v128.store(to, low);
    v128.store(to, high, 16);
  }
  for (; j + 4 <= columns; j += 4) {
    let sum = f32x4.splat(0);
    let at = x + ((<usize>j) << 2);
    for (let i = 0; i < rows; i++) {
      sum = f32x4.add(sum, v128.load(at));
      at += step;
    }
    v128.store(sums + ((<usize>j) << 2), sum);
  }
  for (; j < columns; j++) {
    let sum: f32 = 0;
    let at = x + ((<usize>j) << 2);
    for (let i = 0; i < rows; i++) {
      sum += load<f32>(at);
      at += step;
    }
    store<f32>(sums + ((<usize>j) << 2), sum);
  }
}
