/** About how much memory plain data takes: arrays of numbers by their length, everything else by what it holds. */
const NUMBER = 8;

export function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value !== 'object' || value === null) return NUMBER;
  let bytes = NUMBER;
  for (const each of Object.values(value)) bytes += NUMBER + bytesOf(each);
  return bytes;
}
