import { beforeAll, describe, expect, test } from 'vitest';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { computed } from '../../../src/runtime/replay/computed.ts';
import type { StepSpec, Tier } from '../../../src/runtime/replay/recording.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { withQuickProducts } from '../../../src/runtime/wasm/quick-products.ts';
import { noise } from '../../support/heap.ts';
import { nodeHost } from '../../support/node-host.ts';

beforeAll(async () => {
  await obtainBackend('wasm', nodeHost);
});

/** m × k times k × n, each factor as it lies in memory. */
function product([m, k, n]: readonly [number, number, number], turnA: boolean, turnB: boolean): Float32Array {
  return tf.tidy(() => {
    const a = tf.tensor2d(noise(m * k, 'a'), turnA ? [k, m] : [m, k]);
    const b = tf.tensor2d(noise(k * n, 'b'), turnB ? [n, k] : [k, n]);
    return tf.matMul(a, b, turnA, turnB).dataSync<'float32'>();
  });
}

/** How many matrices are transposed meanwhile. */
function transposed(compute: () => void): number {
  const plain = tf.getKernel('Transpose', 'wasm');
  let count = 0;
  const replace = (kernelFunc: typeof plain.kernelFunc) => {
    tf.unregisterKernel('Transpose', 'wasm');
    tf.registerKernel({ ...plain, kernelFunc });
  };
  replace((call) => {
    count++;
    return plain.kernelFunc(call);
  });
  try {
    compute();
  } finally {
    replace(plain.kernelFunc);
  }
  return count;
}

const LARGE = [90, 120, 110] as const;
const TURNS = [
  [true, false],
  [false, true],
  [true, true],
] as const;

describe('quick products', () => {
  test.each(TURNS)('are those of tfjs up to rounding, and leave nothing behind: %s, %s', (turnA, turnB) => {
    const before = tf.memory().numTensors;
    const expected = product(LARGE, turnA, turnB);
    const found = withQuickProducts(() => product(LARGE, turnA, turnB));
    expect(found.length).toBe(expected.length);
    found.forEach((value, i) => expect(Math.abs(value - (expected[i] ?? Number.NaN))).toBeLessThan(1e-4));
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each(TURNS)('transpose first, inside only and where it pays only: %s, %s', (turnA, turnB) => {
    const times = Number(turnA) + Number(turnB);
    expect(transposed(() => withQuickProducts(() => product(LARGE, turnA, turnB)))).toBe(times);
    expect(transposed(() => product(LARGE, turnA, turnB))).toBe(0);
    expect(transposed(() => withQuickProducts(() => product([9, 12, 11], turnA, turnB)))).toBe(0);
    expect(transposed(() => withQuickProducts(() => product(LARGE, false, false)))).toBe(0);
  });

  test('leave several in one call to tfjs', () => {
    const both = () =>
      tf.tidy(() => {
        const a = tf.tensor3d(noise(2 * 90 * 120, 'a'), [2, 90, 120]);
        return tf.matMul(a, a, false, true).dataSync<'float32'>();
      });
    const expected = both();
    expect(withQuickProducts(both)).toEqual(expected);
  });

  test('end with what computes, also where that throws', () => {
    const expected = product(LARGE, true, false);
    expect(() =>
      withQuickProducts(() => {
        throw new Error('broken');
      }),
    ).toThrow('broken');
    expect(transposed(() => expect(product(LARGE, true, false)).toEqual(expected))).toBe(0);
  });

  test('serve the recording of a step, unless it is promised the very bits', () => {
    const compute = () => {
      product(LARGE, true, false);
      return { figures: tf.scalar(0), commits: [] };
    };
    const spec = { compute } as unknown as StepSpec;
    const of = (tier: Tier) => transposed(() => computed(spec, tier).figures.dispose());
    expect(of('fast')).toBe(1);
    expect(of('exact')).toBe(0);
  });
});
