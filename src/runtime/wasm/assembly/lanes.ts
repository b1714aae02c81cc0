/*
 * Four neighbouring numbers, or one spread over all lanes: the last numbers of a run go alone through the same
 * code, and so through the same rounding, as all others.
 */

@inline
export function take(address: usize, whole: bool): v128 {
  return whole ? v128.load(address) : v128.load_splat<f32>(address);
}

@inline
export function put(address: usize, value: v128, whole: bool): void {
  if (whole) v128.store(address, value);
  else store<f32>(address, f32x4.extract_lane(value, 0));
}
