import { expect, test } from 'vitest';
import { imageNorms, lie } from '../../../../../src/ui/dock/output/try/image-norms.ts';
import { rasterise } from '../../../../../src/ui/dock/output/try/strokes.ts';

const norms = {
  width: 28,
  height: 28,
  ground: -1,
  ink: 3,
  side: 20,
  wide: 20,
  tall: 20,
  centre: { x: 14, y: 13 },
  pen: 2.4,
};
const shares = (values: Float32Array) => values.map((value) => (value + 1) / 4);

test('a drawing is made as large as the data and its weight put where theirs lies, wherever it was drawn', () => {
  const small = [
    [
      { x: 0.8, y: 0.8 },
      { x: 0.8, y: 0.9 },
      { x: 0.85, y: 0.9 },
    ],
  ];
  const { x, y, wide, tall } = lie(shares(rasterise(small, norms)), 28);
  expect(Math.abs(x - 14)).toBeLessThan(0.5);
  expect(Math.abs(y - 13)).toBeLessThan(0.5);
  expect(tall).toBeGreaterThanOrEqual(19);
  expect(tall).toBeLessThanOrEqual(22);
  expect(wide).toBeLessThan(tall);
  const large = small.map((stroke) => stroke.map((point) => ({ x: (point.x - 0.75) * 4, y: (point.y - 0.75) * 4 })));
  const [a, b] = [rasterise(small, norms), rasterise(large, norms)];
  expect(Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0))))).toBeLessThan(1e-4);
});

test('ink and ground have the values of the data, and an empty field is all ground', () => {
  const drawn = rasterise(
    [
      [
        { x: 0.1, y: 0.5 },
        { x: 0.9, y: 0.5 },
      ],
    ],
    norms,
  );
  expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([-1, 3]);
  expect(new Set(rasterise([], norms))).toEqual(new Set([-1]));
});

test('what is wider than the data is squeezed, and nothing leaves the frame', () => {
  const narrow = { ...norms, width: 8, height: 8, side: 8, wide: 5, tall: 8, centre: { x: 4, y: 3 }, pen: 1.1 };
  const seven = [
    [
      { x: 0.1, y: 0.2 },
      { x: 0.9, y: 0.2 },
      { x: 0.4, y: 0.9 },
    ],
  ];
  const { wide, tall } = lie(shares(rasterise(seven, narrow)), 8);
  expect(wide).toBe(5);
  expect(tall).toBeGreaterThanOrEqual(7);
});

test('a dot stays a dot', () => {
  const { mass, tall } = lie(shares(rasterise([[{ x: 0.2, y: 0.2 }]], norms)), 28);
  expect(mass).toBeGreaterThan(2);
  expect(tall).toBeLessThan(5);
});

test('what is usual is read off the training pictures', () => {
  // One picture of 4 × 4 with a bar of ink three pixels high in its second column.
  const features = new Float32Array(16);
  for (const row of [0, 1, 2]) features[row * 4 + 1] = 16;
  const empty = { features: new Float32Array(), targets: new Float32Array(), count: 0 };
  const train = { features, targets: Float32Array.of(1), count: 1 };
  const found = imageNorms({ columns: 16, splits: { train, validation: empty, test: empty } }, [4, 4]);
  expect(found).toMatchObject({ ground: 0, ink: 16, side: 3, wide: 1, tall: 3, centre: { x: 1.5, y: 1.5 }, pen: 1 });
});
