/* How a step is cut up for a graphics card; none is needed for that. */
import { beforeAll, describe, expect, test } from 'vitest';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { distribute } from '../../../src/runtime/replay/fuse/distribute.ts';
import { group } from '../../../src/runtime/replay/fuse/group.ts';
import { order } from '../../../src/runtime/replay/fuse/order.ts';
import type { MatMulStep } from '../../../src/runtime/replay/fuse/steps.ts';
import { understandAll } from '../../../src/runtime/replay/fuse/understand.ts';
import { resolve } from '../../../src/runtime/replay/passes/resolve.ts';
import type { Value } from '../../../src/runtime/replay/program.ts';
import { wasm } from '../../../src/runtime/replay/wasm/backend.ts';
import { expression, number } from '../../../src/runtime/replay/webgpu/shaders/expressions.ts';
import { readsOf, schedule, writesOf } from '../../../src/runtime/replay/webgpu/shaders/schedule.ts';
import { writeShader } from '../../../src/runtime/replay/webgpu/shaders/write.ts';
import { stepSpec } from '../../../src/runtime/training/step-spec.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Tensor } from '../../../src/runtime/tf.ts';
import { nodeHost } from '../../support/node-host.ts';
import { example } from '../../support/programs.ts';
import { withTraining } from '../../support/recording.ts';

const around = { at: (buffer: number) => 1000 * buffer, literal: () => undefined, wanted: () => true };
const value = (buffer: number, ...shape: number[]): Value => ({ buffer, offset: 0, shape, dtype: 'float32' });
const product = (a: Value, b: Value, to: Value, transposeA = false): MatMulStep => {
  const [m = 0, n = 0] = to.shape;
  const k = a.shape[transposeA ? 0 : 1] ?? 0;
  return { step: 'matmul', inputs: [a, b], outputs: [to], batch: 1, m, k, n, transposeA, transposeB: false };
};

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
    const levels = schedule([product(x, w1, h), product(h, w2, y), product(x, y, g, true)], [], (id) => id);
    expect(levels.map(({ kernels }) => kernels.map(({ share, units }) => [share, units.length]))).toEqual([
      [[{ cut: 'row', owners: 32 }, 2]],
      [[{ cut: 'row', owners: 2 }, 1]],
    ]);
  });

  test('does what does not wait for each other in one dispatch', () => {
    const levels = schedule([product(x, w1, h), product(value(7, 16, 8), w2, value(8, 16, 4))], [], (id) => id);
    expect(levels.map(({ kernels }) => kernels.length)).toEqual([2]);
    const { code, groups } = writeShader(levels[0]?.kernels ?? [], { ...around, threads: 64, workgroup: 64 });
    expect(groups).toEqual([32 + 16, 1, 1]);
    expect(code).toContain('if (w < 32u)');
    expect(code).toContain('else if (w < 48u)');
  });

  test('writes a weight over only when nobody reads the old one any more', () => {
    const copies = [{ value: value(9, 2, 8), to: 2, offset: 0 }];
    const levels = schedule([product(x, w1, h)], copies, (id) => id);
    expect(levels.map(({ kernels }) => kernels.flatMap(({ units }) => units.map(({ step }) => step)))).toEqual([
      ['matmul'],
      ['transfer'],
    ]);
  });

  test('computes large products in blocks', () => {
    const levels = schedule([product(value(1, 512, 512), value(2, 512, 512), value(3, 512, 512))], [], (id) => id);
    expect(levels[0]?.kernels[0]?.share).toEqual({ cut: 'block', owners: 128 * 128 });
  });
});

describe('a recorded step', () => {
  beforeAll(() => obtainBackend('wasm', nodeHost));

  /** The step of an example as the passes leave it, whatever the backend. */
  const scheduled = (name: string) =>
    withTraining(example(name), async (training) => {
      const spec = stepSpec(training, training.linked.program.batchSize);
      const operand = (tensor: Tensor) => ({
        buffer: wasm.bufferOf(tensor),
        shape: tensor.shape,
        dtype: 'float32' as const,
      });
      const { result, trace, release } = wasm.record(() => spec.compute());
      const commits = result.commits.map(({ variable, value: to }) => ({
        value: operand(to),
        to: operand(variable).buffer,
      }));
      const program = resolve(trace, { outputs: [operand(result.figures)], commits });
      tf.dispose([result.figures, ...result.commits.map((each) => each.value)]);
      release();
      spec.dispose();
      let next = -1;
      const fresh = () => next--;
      const meant = distribute(understandAll(program, fresh), fresh);
      const { before, after, copies, inPlace } = order(group(meant.steps, false), meant.commits, meant.outputs);
      const home = (buffer: number) => inPlace.get(buffer)?.buffer ?? buffer;
      return { levels: schedule([...before, ...after], copies, home), home };
    });

  // Three more bring rows, targets and figures.
  test.each(['moons-batch-normalisation', 'two-spirals', 'digits'])('takes at most 20 dispatches: %s', async (name) => {
    const { levels } = await scheduled(name);
    const dispatches = levels.reduce((sum, { kernels, raw }) => sum + Math.sign(kernels.length) + raw.length, 0);
    expect(dispatches).toBeGreaterThan(1);
    expect(dispatches + 3).toBeLessThanOrEqual(20);
  });

  test('never reads in a dispatch what another kernel of it writes', async () => {
    const { levels, home } = await scheduled('moons-batch-normalisation');
    for (const { kernels } of levels) {
      kernels.forEach((kernel, i) => {
        const written = new Set(kernel.units.flatMap(writesOf).map(({ buffer }) => home(buffer)));
        const read = kernels.flatMap(({ units }, j) => (i === j ? [] : units.flatMap(readsOf)));
        expect(read.filter(({ buffer }) => written.has(home(buffer)))).toEqual([]);
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
