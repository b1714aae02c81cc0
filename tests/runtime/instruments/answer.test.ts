/** A made-up example is answered as a held-out one with the same features would be, and a drawn digit is read. */
import { expect, test } from 'vitest';
import { answer } from '../../../src/runtime/instruments/answer.ts';
import { output } from '../../../src/runtime/instruments/output.ts';
import { imageNorms } from '../../../src/ui/dock/output/try/image-norms.ts';
import { rasterise } from '../../../src/ui/dock/output/try/strokes.ts';
import { example, programOf } from '../../support/programs.ts';
import { preparedRun, readOnce } from '../../support/prepared.ts';
import { trainToEnd } from '../../support/training.ts';

test('an example of the held-out ones is answered as in the confusion table', async () => {
  const run = await preparedRun('height-weight-standardized');
  const { features, count } = run.data.view.splits.validation;
  const plane = await readOnce(output, run, { resolution: 1 });
  if (plane?.kind !== 'plane') throw new Error('expected a plane');
  const [x0, x1, y0, y1] = plane.domain;
  // The middle of the plane, in metres and kilograms: the preprocessing of the data is applied.
  const middle = await readOnce(answer, run, { row: [(x0 + x1) / 2, (y0 + y1) / 2] });
  expect(middle?.outputs).toHaveLength(plane.outputs);
  expect(middle?.outputs[0]).toBeCloseTo(plane.values[0] ?? Number.NaN, 5);
  expect(count).toBeGreaterThan(0);
  expect(await readOnce(answer, run, { row: [...features.subarray(0, 1)] })).toBeUndefined();
});

test('digits drawn with a few lines are recognised', async () => {
  const { trainer } = await trainToEnd(programOf(example('digits')), 'wasm');
  const run = trainer.current;
  if (run === undefined) throw new Error('expected a run');
  const norms = imageNorms(run.data.view, [8, 8]);
  const circle = Array.from({ length: 25 }, (_, i) => {
    const angle = (i / 24) * 2 * Math.PI;
    return { x: 0.3 + 0.1 * Math.sin(angle), y: 0.3 - 0.16 * Math.cos(angle) };
  });
  const line = (...points: readonly (readonly [number, number])[]) => points.map(([x, y]) => ({ x, y }));
  const drawings = {
    0: [circle],
    1: [line([0.44, 0.24], [0.5, 0.2], [0.5, 0.8])],
    4: [line([0.45, 0.1], [0.25, 0.55], [0.75, 0.55]), line([0.62, 0.35], [0.58, 0.9])],
    6: [line([0.6, 0.1], [0.4, 0.35], [0.33, 0.65], [0.4, 0.88], [0.6, 0.88], [0.66, 0.7], [0.5, 0.58], [0.36, 0.66])],
  };
  const read: Record<string, number> = {};
  for (const [digit, strokes] of Object.entries(drawings)) {
    const made = await readOnce(answer, run, { row: [...rasterise(strokes, norms)] });
    const outputs: readonly number[] = [...(made?.outputs ?? [])];
    read[digit] = outputs.indexOf(Math.max(...outputs));
  }
  await trainer.dispose();
  expect(read).toEqual({ 0: 0, 1: 1, 4: 4, 6: 6 });
});
