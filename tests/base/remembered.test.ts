import { expect, test, vi } from 'vitest';
import { remembered } from '../../src/base/remembered.ts';

test('the answer is worked out once for each object, also where it is that there is none', () => {
  const build = vi.fn(({ size }: { size: number }) => (size > 1 ? { size } : undefined));
  const ask = remembered(build);
  const [small, large] = [{ size: 1 }, { size: 2 }];
  const first = ask(large);
  expect(first).toEqual({ size: 2 });
  expect(ask(large)).toBe(first);
  expect([ask(small), ask(small)]).toEqual([undefined, undefined]);
  expect(build).toHaveBeenCalledTimes(2);
  expect(ask({ size: 2 })).not.toBe(first);
});
