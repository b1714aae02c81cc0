import { scaleLinear, scaleLog } from 'd3-scale';
import { expect, test } from 'vitest';
import { linear, logarithmic } from '../../../src/ui/charts/frame/scales.ts';

test.each([
  [
    [0, 1],
    [10, 110],
  ],
  [
    [-3, 5],
    [200, 20],
  ],
  [
    [2, 2],
    [0, 50],
  ],
  [
    [1e-9, 1e9],
    [0, 1],
  ],
] as const)('a scale from %j to %j is that of d3-scale, there and back', (domain, range) => {
  const ours = linear(domain, range);
  const theirs = scaleLinear([...domain], [...range]);
  for (const value of [-10, 0, 0.25, 2, 7e3]) expect(ours(value)).toBeCloseTo(theirs(value), 6);
  if (domain[0] !== domain[1])
    for (const pixel of [0, 33, 199]) expect(ours.invert(pixel) / theirs.invert(pixel)).toBeCloseTo(1, 9);
});

test('a scale of powers of ten is that of d3-scale, there and back', () => {
  const [domain, range] = [
    [1e-4, 100],
    [180, 8],
  ] as const;
  const ours = logarithmic(domain, range);
  const theirs = scaleLog([...domain], [...range]);
  for (const value of [1e-4, 0.003, 1, 42, 100, 1000]) expect(ours(value)).toBeCloseTo(theirs(value), 6);
  for (const pixel of [0, 8, 77, 180]) expect(ours.invert(pixel) / theirs.invert(pixel)).toBeCloseTo(1, 9);
});
