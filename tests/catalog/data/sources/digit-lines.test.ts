import { describe, expect, it } from 'vitest';
import { labelText } from '../../../../src/catalog/data/read-labels.ts';
import { digitLines } from '../../../../src/catalog/data/sources/digit-lines.ts';
import { digits } from '../../../../src/catalog/data/sources/digits.ts';
import { loadDataset } from '../helpers.ts';

const [WIDTH, HEIGHT, MOST] = [32, 8, 3];
const columnSums = (image: Float32Array) =>
  Array.from({ length: WIDTH }, (_, column) =>
    Array.from({ length: HEIGHT }, (__, row) => image[row * WIDTH + column] ?? 0).reduce((a, b) => a + b, 0),
  );

describe('digit-lines', () => {
  it('holds one to three digits on each line, 0 behind the last', async () => {
    const { targets } = await digitLines.load();
    const lines = Array.from({ length: 899 }, (_, i) => [...targets.subarray(i * MOST, (i + 1) * MOST)]);
    const lengths = lines.map((line) => line.filter((label) => label > 0).length);
    expect([1, 2, 3].map((n) => lengths.filter((length) => length === n).length)).toEqual([300, 300, 299]);
    for (const line of lines) expect(line.findIndex((label) => label === 0)).not.toBe(0);
    expect(lines.every((line, i) => line.slice(lengths[i]).every((label) => label === 0))).toBe(true);
  });

  it('uses every digit once, with its ink and its number', async () => {
    const [lines, single] = await Promise.all([digitLines.load(), digits.load()]);
    const ink = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0);
    expect(ink(lines.features)).toBeCloseTo(ink(single.features), 1);
    const counts = (values: Iterable<number>) =>
      Array.from({ length: 10 }, (_, digit) => [...values].filter((value) => value === digit).length);
    expect(counts(lines.targets.filter((label) => label > 0).map((label) => label - 1))).toEqual(
      counts(single.targets),
    );
  });

  it('leaves eight columns to each digit and gaps that differ from line to line', async () => {
    const { features, targets } = await digitLines.load();
    const firstInk = new Set<number>();
    for (let line = 0; line < 60; line += 3) {
      const sums = columnSums(features.subarray(line * WIDTH * HEIGHT, (line + 1) * WIDTH * HEIGHT));
      const inked = sums.flatMap((sum, column) => (sum > 0 ? [column] : []));
      expect(targets[line * MOST + 1], 'a line of one digit').toBe(0);
      expect((inked.at(-1) ?? 0) - (inked[0] ?? 0)).toBeLessThan(HEIGHT);
      firstInk.add(inked[0] ?? -1);
    }
    expect(firstInk.size).toBeGreaterThan(8);
  });

  it('is an image of 32×8 whose answers are sequences', async () => {
    const { info, data } = await loadDataset({ name: 'digit-lines' });
    expect(info).toMatchObject({ samples: 899, shape: [8, 32], image: [32, 8] });
    expect(info.target).toMatchObject({ kind: 'sequence', length: 3 });
    expect(labelText(data.targets.subarray(0, MOST), info.target.names)).toMatch(/^[0-9]{1,3}$/);
  });
});
