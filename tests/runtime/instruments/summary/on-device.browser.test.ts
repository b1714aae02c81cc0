/** The reductions on graphics backends give the figures that plain loops give. */
import { describe, expect, test } from 'vitest';
import { random } from '../../../../src/base/random.ts';
import { obtainBackend } from '../../../../src/runtime/obtain-backend.ts';
import { summariseValues } from '../../../../src/runtime/instruments/summary/in-javascript.ts';
import { summariseOnDevice } from '../../../../src/runtime/instruments/summary/on-device.ts';
import { runsKernels } from '../../../../src/runtime/instruments/summary/run-kernel.ts';
import { tf } from '../../../../src/runtime/tf.ts';
import { browserHost } from '../../../support/browser-host.ts';

const rng = random('on-device');
const normal = (count: number, scale = 1, shift = 0) =>
  Float32Array.from({ length: count }, () => shift + scale * rng.normal());
const relu = (values: Float32Array) => values.map((value) => Math.max(0, value));

/** Every third unit silent. */
const withSilentUnits = (rows: number, units: number) =>
  relu(normal(rows * units)).map((value, i) => ((i % units) % 3 === 0 ? 0 : value));

const cases = [
  { name: 'one number', values: Float32Array.of(0.7) },
  { name: 'fewer numbers than lanes', values: normal(5) },
  { name: 'a normal sample', values: normal(4096, 2, 0.5) },
  { name: 'far from zero', values: normal(2048, 0.5, 100) },
  { name: 'all equal', values: new Float32Array(100).fill(-3) },
  { name: 'zeros and a few broken numbers', values: Float32Array.of(0, 0, 1, NaN, Infinity, -Infinity, 2, 0) },
  { name: 'only broken numbers', values: Float32Array.of(NaN, NaN) },
  { name: 'ReLU with silent units', values: withSilentUnits(32, 50), units: 50, range: [0, null] as const },
  { name: 'a squashed output', values: normal(640, 4).map(Math.tanh), units: 64, range: [-1, 1] as const },
];

describe.each(['webgpu', 'webgl'] as const)('on %s', (backend) => {
  test('every figure agrees with plain loops, all segments in one go', async () => {
    expect(await obtainBackend(backend, browserHost)).toMatchObject({ ok: true });
    expect(runsKernels()).toBe(true);
    const before = tf.memory().numTensors;
    const segments = cases.map(({ values, units, range }) => ({
      tensor: tf.tensor(values, units === undefined ? [values.length] : [values.length / units, units]),
      ...(units === undefined ? {} : { units }),
      ...(range === undefined ? {} : { range }),
    }));
    const found = await summariseOnDevice(segments);
    cases.forEach(({ name, values, units, range }, i) => {
      const wanted = summariseValues(values, { ...(units && { units }), ...(range && { range }) });
      const { bins, ...figures } = wanted.distribution;
      const got = found[i];
      for (const [figure, value] of Object.entries(figures)) {
        const measured = got?.distribution[figure as keyof typeof figures] ?? NaN;
        expect(Math.abs(measured - value), `${name}: ${figure} ${measured}, not ${value}`).toBeLessThan(
          1e-4 * (1 + Math.abs(value)),
        );
      }
      // A value on the border between two bins may fall to either side.
      const moved = bins.reduce((sum, count, bin) => sum + Math.abs(count - (got?.distribution.bins[bin] ?? NaN)), 0);
      expect(moved, `${name}: bins`).toBeLessThanOrEqual(2);
      expect(
        got?.distribution.bins.reduce((sum, count) => sum + count, 0),
        name,
      ).toBe(figures.count);
      expect(got?.deadUnits, name).toBe(wanted.deadUnits);
      expect(got?.saturated, name).toBeCloseTo(wanted.saturated, 5);
      expect(Math.abs((got?.norm ?? NaN) - wanted.norm), `${name}: norm`).toBeLessThan(1e-4 * (1 + wanted.norm));
    });
    tf.dispose(segments.map(({ tensor }) => tensor));
    expect(tf.memory().numTensors).toBe(before);
  });
});
