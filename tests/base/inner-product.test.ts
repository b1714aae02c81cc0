import { expect, test } from 'vitest';
import { innerProduct } from '../../src/base/inner-product.ts';

test('the inner product adds up the products place by place', () => {
  expect(innerProduct([1, 2, -3], Float32Array.of(4, 0.5, 2))).toBe(-1);
  expect(innerProduct([], [])).toBe(0);
});
