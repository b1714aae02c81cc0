/* How a step is cut up for a graphics card; none is needed for that. */
import { beforeAll, describe, expect, test } from 'vitest';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import type { MatMulStep } from '../../../src/runtime/replay/fuse/steps.ts';
import { overlap, rangeOf } from '../../../src/runtime/replay/program.ts';
import type { MoveStep, Value } from '../../../src/runtime/replay/program.ts';
import { expression, number } from '../../../src/runtime/replay/webgpu/shaders/expressions.ts';
import { readsOf, schedule, writesOf } from '../../../src/runtime/replay/webgpu/shaders/dispatch-levels.ts';
import { writeShader } from '../../../src/runtime/replay/webgpu/shaders/write-shader.ts';
import { nodeHost } from '../../support/node-host.ts';
import { example } from '../../support/programs.ts';
import { scheduled, SHUTTLE } from './scheduled.ts';

const around = { at: (buffer: number) => 1000 * buffer, literal: () => undefined, wanted: () => true };
const value = (buffer: number, ...shape: number[]): Value => ({ buffer, offset: 0, shape, dtype: 'float32' });
const product = (a: Value, b: Value, to: Value, transposeA = false): MatMulStep => {
  const [m = 0, n = 0] = to.shape;
  const k = a.shape[transposeA ? 0 : 1] ?? 0;
  return { step: 'matmul', inputs: [a, b], outputs: [to], batch: 1, m, k, n, transposeA, transposeB: false };
};

/** Where a value lies by itself. */
const lies = (buffer: number) => ({ buffer, offset: 0 });

describe('schedule', () => {
  const [x, w1, h, w2, y, g] = [
    value(1, 32, 2),
    value(2, 2, 8),
    value(3, 32, 8),
    value(4, 8, 4),
    value(5, 32, 4),
    value(6, 2, 4),
  ];

  test('goes on along the same rows in one kernel, and waits where all rows are needed', () => {
    const levels = schedule([product(x, w1, h), product(h, w2, y), product(x, y, g, true)], [], lies);
    expect(levels.map(({ kernels }) => kernels.map(({ share, units }) => [share, units.length]))).toEqual([
      [[{ cut: 'row', owners: 32 }, 2]],
      [[{ cut: 'row', owners: 2 }, 1]],
    ]);
  });

  test('does what does not wait for each other in one dispatch', () => {
    const levels = schedule([product(x, w1, h), product(value(7, 16, 8), w2, value(8, 16, 4))], [], lies);
    expect(levels.map(({ kernels }) => kernels.length)).toEqual([2]);
    const { code, groups } = writeShader(levels[0]?.kernels ?? [], { ...around, threads: 64, workgroup: 64 });
    expect(groups).toEqual([32 + 16, 1, 1]);
    expect(code).toContain('if (w < 32u)');
    expect(code).toContain('else if (w < 48u)');
  });

  test('writes a weight over only when nobody reads the old one any more', () => {
    const copies = [{ value: value(9, 2, 8), to: 2, offset: 0 }];
    const levels = schedule([product(x, w1, h)], copies, lies);
    expect(levels.map(({ kernels }) => kernels.flatMap(({ units }) => units.map(({ step }) => step)))).toEqual([
      ['matmul'],
      ['transfer'],
    ]);
  });

  test('pieces of one buffer wait for each other only where they overlap', () => {
    const piece = (from: number, to: number, toStart: number): MoveStep<unknown> => ({
      step: 'move',
      moves: [{ move: 'copy', from, to, fromStart: 0, toStart, length: 8, count: 1, fromStride: 0, toStride: 0 }],
      inputs: [value(from, 8)],
      outputs: [value(to, 8)],
      commands: [],
    });
    const apart = schedule([piece(1, 9, 0), piece(2, 9, 8), piece(3, 9, 16)], [], lies);
    expect(apart.map(({ kernels }) => kernels.length)).toEqual([3]);
    const over = schedule([piece(1, 9, 0), piece(2, 9, 7), piece(3, 9, 14)], [], lies);
    expect(over.map(({ kernels }) => kernels.length)).toEqual([1, 1, 1]);
    // Written over weights, they lie where those do.
    const at = (buffer: number) => (buffer > 3 ? { buffer: 9, offset: (buffer - 4) * 8 } : lies(buffer));
    expect(schedule([piece(1, 4, 0), piece(2, 5, 0)], [], at).map(({ kernels }) => kernels.length)).toEqual([2]);
    expect(schedule([piece(1, 4, 4), piece(2, 5, 0)], [], at).map(({ kernels }) => kernels.length)).toEqual([1, 1]);
  });

  test('computes large products in blocks', () => {
    const levels = schedule([product(value(1, 512, 512), value(2, 512, 512), value(3, 512, 512))], [], lies);
    expect(levels[0]?.kernels[0]?.share).toEqual({ cut: 'block', owners: 128 * 128 });
  });
});

describe('a recorded step', () => {
  beforeAll(() => obtainBackend('wasm', nodeHost));

  test.each(['moons-batch-normalisation', 'two-spirals', 'digits'])('takes at most 20 dispatches: %s', async (name) => {
    const { own } = await scheduled(example(name));
    expect(own).toBeGreaterThan(1);
    expect(own + SHUTTLE).toBeLessThanOrEqual(20);
  });

  test('writes what an optimizer remembers over itself, piece by piece, and copies none of it', async () => {
    const { levels, slots } = await scheduled(example('digits'));
    const remembered = new Set(slots);
    const copied = levels
      .flatMap(({ kernels }) => kernels.flatMap(({ units }) => units))
      .filter((unit) => unit.step === 'transfer')
      .flatMap(writesOf)
      .filter(({ buffer }) => remembered.has(buffer));
    expect(remembered.size).toBe(2);
    expect(copied).toEqual([]);
  });

  test('never reads in a dispatch what another kernel of it writes', async () => {
    const { levels, home } = await scheduled(example('moons-batch-normalisation'));
    const range = (touched: Value) => {
      const { buffer, offset } = home(touched.buffer);
      return rangeOf({ ...touched, buffer, offset: offset + touched.offset });
    };
    for (const { kernels } of levels) {
      kernels.forEach((kernel, i) => {
        const written = kernel.units.flatMap(writesOf).map(range);
        const read = kernels.flatMap(({ units }, j) => (i === j ? [] : units.flatMap(readsOf))).map(range);
        expect(read.filter((each) => written.some((other) => overlap(each, other)))).toEqual([]);
      });
    }
  });
});

test('numbers and powers are written as WGSL takes them', () => {
  expect([1, -0.5, 1e-7, Number.POSITIVE_INFINITY].map(number)).toEqual([
    '1f',
    '(-0.5f)',
    `${Math.fround(1e-7)}f`,
    'infinity()',
  ]);
  const power = (literal?: number) =>
    expression('Pow', {}, [{ text: 'x' }, { text: 'y', ...(literal !== undefined && { literal }) }]);
  expect(power(2)).toBe('(x * x)');
  expect(power()).toBe('power2(x, y)');
});
