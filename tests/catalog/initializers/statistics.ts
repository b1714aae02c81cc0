export function spreadOf(values: ArrayLike<number>): { mean: number; std: number; min: number; max: number } {
  let [sum, min, max] = [0, Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] ?? NaN) - mean) ** 2;
  return { mean, std: Math.sqrt(squares / values.length), min, max };
}
