import { expect, it } from 'vitest';
import { loadDataset, toyPoints } from '../helpers.ts';

it.each([2, 3, 10])('blobs: %i clouds whose points lie nearest to their own centre', async (classes) => {
  const centres = Array.from({ length: classes }, (_, label) => {
    const angle = (2 * Math.PI * label) / classes;
    return { x: 0.7 * Math.cos(angle), y: 0.7 * Math.sin(angle) };
  });
  const points = await toyPoints({ name: 'blobs', classes });
  const own = points.filter(({ x, y, label }) => {
    const distances = centres.map((centre) => Math.hypot(x - centre.x, y - centre.y));
    return distances.indexOf(Math.min(...distances)) === label;
  });
  expect(own.length / points.length).toBeGreaterThan(0.97);
  expect((await loadDataset({ name: 'blobs', classes })).info.target.names).toHaveLength(classes);
});
