import { expect, test, vi } from 'vitest';
import { keeper } from '../../src/base/keep-latest.ts';

test('a result is kept as long as what it was made from is the same', () => {
  const keep = keeper<object, object>();
  const make = vi.fn(() => ({}));
  const [node, other] = [{}, {}];
  const first = keep(node, [1, 'a', [2, 3], node], make);
  expect(keep(node, [1, 'a', [2, 3], node], make)).toBe(first);
  expect(make).toHaveBeenCalledTimes(1);
  expect(keep(other, [1, 'a', [2, 3], node], make)).not.toBe(first);
  for (const from of [
    [1, 'a', [2, 4], node],
    [1, 'a', [2, 3]],
    [1, 'b', [2, 3], node],
    [1, 'a', [2, 3], other],
  ]) {
    const before = keep(node, [1, 'a', [2, 3], node], make);
    expect(keep(node, from, make)).not.toBe(before);
  }
});
