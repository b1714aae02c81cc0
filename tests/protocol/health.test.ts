import { expect, test } from 'vitest';
import { wireHealth } from '../../src/protocol/health.ts';
import type { HealthReading } from '../../src/protocol/health.ts';
import type { TensorReading } from '../../src/protocol/readings.ts';

const forward = { count: 320, mean: 0.4, std: 0.6, min: 0, max: 3, zeros: 0.4, nonFinite: 0 };
const fine: HealthReading = { forward, units: 10, deadUnits: 1, saturated: 0 };

test.each<[string, Partial<HealthReading>]>([
  ['fine', {}],
  ['fine', { deadUnits: 5 }],
  ['dying', { deadUnits: 6 }],
  ['silent', { forward: { ...forward, std: 9e-5 } }],
  ['dead', { forward: { ...forward, zeros: 1, std: 0 }, deadUnits: 10 }],
  ['silent', { forward: { ...forward, zeros: 1, std: 0 }, deadUnits: 0 }],
  ['fine', { saturated: 0.5 }],
  ['saturated', { saturated: 0.51 }],
  ['exploding', { forward: { ...forward, max: 1.1e4 } }],
  ['exploding', { forward: { ...forward, min: -1.1e4 } }],
  ['exploding', { forward: { ...forward, nonFinite: 1 } }],
  ['exploding', { gradient: { std: 1, min: -2e3, max: 1, nonFinite: 0 } }],
  ['unknown', { forward: { ...forward, count: 0 } }],
])('is %s for %j', (level, change) => {
  const health = wireHealth({ ...fine, ...change });
  expect(health.level).toBe(level);
  expect(health.label).not.toBe('');
  expect(health.explanation).toMatch(/\.$/);
});

test('a wire with nothing but broken numbers explodes rather than being unknown', () => {
  expect(wireHealth({ ...fine, forward: { ...forward, count: 0, nonFinite: 320 } }).level).toBe('exploding');
});

test('data may be as flat as it is, and a sure answer may saturate', () => {
  const flat = { ...fine, forward: { ...forward, std: 0 } };
  expect(wireHealth(flat, { isData: true }).level).toBe('fine');
  expect(wireHealth({ ...fine, saturated: 0.9 }, { isOutput: true }).level).toBe('fine');
});

test('a gradient is weak beside the strongest one of the network', () => {
  const early = { ...fine, gradientNorm: 5.5e-8 };
  expect(wireHealth(early).level).toBe('fine');
  const health = wireHealth(early, { strongestGradient: 0.083 });
  expect(health).toMatchObject({ level: 'vanishing', label: 'weak gradient' });
  expect(health.explanation).toContain('1,509,091 times weaker');
  expect(wireHealth({ ...fine, gradientNorm: 0 }, { strongestGradient: 1 }).label).toBe('no gradient');
  expect(wireHealth({ ...fine, gradientNorm: 0.001 }, { strongestGradient: 1 }).level).toBe('fine');
});

test('when every unit is dead, larger weights are not the advice', () => {
  const { explanation } = wireHealth({ ...fine, forward: { ...forward, zeros: 1, std: 0 }, deadUnits: 10 });
  expect(explanation).toMatch(/All 10 units.*No gradient.*LeakyReLU.*learning rate.*biases/);
  expect(explanation).not.toContain('larger weights');
});

test('the runtime’s readings fit', () => {
  const reading: TensorReading = {
    units: 10,
    deadUnits: 1,
    saturated: 0,
    shape: [10],
    forward: { ...forward, bins: new Float32Array(24) },
  };
  expect(wireHealth(reading).level).toBe('fine');
});
