/*
 * Large products as a graphics card computes them, by tiles in memory that threads share, beside the sums themselves.
 * Whole steps on a software adapter, which other tests take, have no tiles.
 */
import { beforeAll, expect, test } from 'vitest';
import { random } from '../../../src/base/random.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import type { MatMulStep } from '../../../src/runtime/replay/fuse/steps.ts';
import type { Value } from '../../../src/runtime/replay/program.ts';
import { Buffers } from '../../../src/runtime/replay/webgpu/buffers.ts';
import { gpuBackend } from '../../../src/runtime/replay/webgpu/device.ts';
import { Readback } from '../../../src/runtime/replay/webgpu/readback.ts';
import { writeShader } from '../../../src/runtime/replay/webgpu/shaders/write-shader.ts';
import { Writer } from '../../../src/runtime/replay/webgpu/work.ts';
import { browserHost } from '../../support/browser-host.ts';

beforeAll(async () => {
  const obtained = await obtainBackend('webgpu', browserHost);
  if (!obtained.ok) throw new Error(obtained.error);
});

const value = (buffer: number, ...shape: number[]): Value => ({ buffer, offset: 0, shape, dtype: 'float32' });

/** Computes the product on the card, with both factors and the result behind one another in the arena. */
async function onTheCard(product: MatMulStep, a: Float32Array<ArrayBuffer>, b: Float32Array<ArrayBuffer>) {
  const { device } = gpuBackend();
  const buffers = new Buffers(device);
  const size = product.batch * product.m * product.n;
  const end = a.length + b.length;
  const at = (buffer: number) => [0, a.length, end][buffer] ?? 0;
  const around = { at, literal: () => undefined, wanted: () => true, threads: 64, workgroup: 64 };
  const kernel = { share: { cut: 'block' as const, owners: 0 }, units: [product] };
  const { code, groups } = writeShader([kernel], around);
  expect(code).toContain('strip_a');
  const arena = buffers.storage((end + size) * 4);
  device.queue.writeBuffer(arena, 0, a);
  device.queue.writeBuffer(arena, a.length * 4, b);
  const readback = new Readback(device, (end + size) * 4);
  const writer = new Writer(device);
  writer.add([{ is: 'run', groups, ...buffers.program(code, [arena]) }]);
  const read = readback.take(writer, arena, (end + size) * 4);
  writer.submit();
  const numbers = await read();
  readback.dispose();
  buffers.dispose();
  return numbers.subarray(end);
}

const plain = { transposeA: false, transposeB: false };
const WAYS = [false, true].flatMap((transposeA) => [false, true].map((transposeB) => ({ transposeA, transposeB })));

test.each([
  { name: 'whole tiles', batch: 1, m: 32, k: 64, n: 48, ...plain },
  ...WAYS.map((way) => ({ name: 'an edge on every side', batch: 1, m: 37, k: 45, n: 21, ...way })),
  { name: 'large tiles with an edge', batch: 1, m: 385, k: 33, n: 355, transposeA: true, transposeB: false },
  { name: 'several matrices', batch: 3, m: 19, k: 40, n: 17, transposeA: false, transposeB: true },
])(
  '$name: $batch × $m×$k×$n, transposed $transposeA $transposeB',
  async ({ batch, m, k, n, transposeA, transposeB }) => {
    const rng = random(1, 'products');
    const numbers = (count: number) => Float32Array.from({ length: count }, () => rng.normal());
    // One right matrix serves all left ones.
    const [a, b] = [numbers(batch * m * k), numbers(k * n)];
    const product: MatMulStep = {
      step: 'matmul',
      inputs: [value(0, batch, m, k), value(1, k, n)],
      outputs: [value(2, batch, m, n)],
      batch,
      m,
      k,
      n,
      transposeA,
      transposeB,
    };
    const found = await onTheCard(product, a, b);
    let off = 0;
    for (let at = 0; at < batch; at++) {
      for (let row = 0; row < m; row++) {
        for (let column = 0; column < n; column++) {
          let sum = 0;
          for (let i = 0; i < k; i++) {
            const left = a[at * m * k + (transposeA ? i * m + row : row * k + i)] ?? Number.NaN;
            const right = b[transposeB ? column * k + i : i * n + column] ?? Number.NaN;
            sum += left * right;
          }
          off = Math.max(off, Math.abs(sum - (found[(at * m + row) * n + column] ?? Number.NaN)));
        }
      }
    }
    expect(off).toBeLessThan(1e-4);
  },
);
