/** What changes training examples at random, and leaves all others alone. */
import { describe, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { copiesOf, fitSteps, jointCopies, repeatRows } from '../../../src/catalog/data/fit-steps.ts';
import { addNoise } from '../../../src/catalog/preprocessing/add-noise.ts';
import { augment } from '../../../src/catalog/preprocessing/augment.ts';
import { standardize } from '../../../src/catalog/preprocessing/standardize.ts';
import { f32, fitted, meanOf, stdOf } from './helpers.ts';

describe('AddNoise', () => {
  const rows = new Float32Array(4000).fill(5);
  it('adds noise to training rows only, unless it is told otherwise', () => {
    const { apply, prepare } = fitted(addNoise, { stddev: 0.5 }, rows, [2]);
    const noisy = prepare('train', rows);
    expect(meanOf(noisy)).toBeCloseTo(5, 1);
    expect(stdOf(noisy)).toBeGreaterThan(0.45);
    expect(stdOf(noisy)).toBeLessThan(0.55);
    for (const same of [prepare('validation', rows), prepare('test', rows), apply(rows)]) expect(same).toEqual(rows);
    const everywhere = fitted(addNoise, { stddev: 0.5, training_only: false }, rows, [2]);
    expect(stdOf(everywhere.prepare('test', rows))).toBeGreaterThan(0.4);
    expect(everywhere.prepare('test', rows)).not.toEqual(everywhere.prepare('validation', rows));
    // Examples that somebody asks about are never changed.
    expect(everywhere.apply(rows)).toEqual(rows);
  });

  it('draws the same noise for the same seed, and other noise for another', () => {
    const noise = (seed: number) => fitted(addNoise, {}, rows, [2], seed).prepare('train', rows);
    expect(noise(1)).toEqual(noise(1));
    expect(noise(1)).not.toEqual(noise(2));
  });
});

describe('Augment', () => {
  /** One image of 3×3 pixels. */
  const image = f32(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const copiesFrom = (params: object, shape: readonly number[] = [3, 3], rows = image) => {
    const made = fitted(augment, { ...params }, rows, shape).prepare('train', rows);
    return Array.from({ length: made.length / rows.length }, (_, i) => [
      ...made.subarray(i * rows.length, (i + 1) * rows.length),
    ]);
  };

  it('keeps each image and puts its copies behind it; held-out ones pass unchanged', () => {
    const two = f32(...image, ...image.map((each) => -each));
    const { apply, prepare } = fitted(augment, { copies: 2 }, two, [3, 3]);
    const made = prepare('train', two);
    expect(made).toHaveLength(6 * 9);
    expect(made.subarray(0, 9)).toEqual(image);
    expect(made.subarray(27, 36)).toEqual(two.subarray(9));
    expect(made.subarray(9, 27).every((each) => each >= 0)).toBe(true);
    for (const same of [prepare('validation', two), prepare('test', two), apply(two)]) expect(same).toEqual(two);
  });

  it('shifts by whole pixels and fills with 0', () => {
    const [, ...copies] = copiesFrom({ copies: 8, max_shift: 1 });
    const possible = [-1, 0, 1].flatMap((down) =>
      [-1, 0, 1].map((right) =>
        Array.from({ length: 9 }, (_, i) => {
          const [y, x] = [Math.floor(i / 3) - down, (i % 3) - right];
          return y < 0 || y > 2 || x < 0 || x > 2 ? 0 : (image[3 * y + x] ?? 0);
        }),
      ),
    );
    for (const copy of copies) expect(possible).toContainEqual(copy);
    expect(new Set(copies.map(String)).size).toBeGreaterThan(3);
  });

  it('mirrors about half of the copies', () => {
    const across = copiesFrom({ copies: 8, max_shift: 0, horizontal_flip: true }).map(String);
    expect(new Set(across)).toEqual(new Set([String([...image]), '3,2,1,6,5,4,9,8,7']));
    const upside = copiesFrom({ copies: 8, max_shift: 0, vertical_flip: true }).map(String);
    expect(new Set(upside)).toEqual(new Set([String([...image]), '7,8,9,4,5,6,1,2,3']));
  });

  it('keeps the channels of a pixel together, and reads a plain list as a square', () => {
    const [, copy] = copiesFrom({ max_shift: 2 }, [1, 3, 3]);
    const pixels = ['1,2,3', '4,5,6', '7,8,9', '0,0,0'];
    for (const at of [0, 3, 6]) expect(pixels).toContain(String(copy?.slice(at, at + 3)));
    expect(copiesFrom({ copies: 3 }, [9])).toEqual(copiesFrom({ copies: 3 }));
    expect(augment.outputShape(defaultParams(augment), [10])).toMatchObject({ ok: false });
    expect(augment.outputShape(defaultParams(augment), [784])).toEqual({ ok: true, value: [784] });
  });
});

describe('several steps', () => {
  const step = (node: string, definition: typeof augment, params: object = {}) => ({
    node,
    definition,
    params: { ...defaultParams(definition), ...params },
  });

  it('multiply the rows together, and each step is fitted on what reaches it', () => {
    const steps = [step('a', augment, { copies: 1 }), step('b', augment, { copies: 2 }), step('c', standardize)];
    expect(copiesOf(steps)).toBe(6);
    const rows = f32(1, 2, 3, 4, 5, 6, 7, 8);
    const { train } = fitSteps(steps, rows, [2, 2], 1);
    expect(train).toHaveLength(6 * 8);
    for (const pixel of [0, 1, 2, 3]) expect(meanOf(train.filter((_, i) => i % 4 === pixel))).toBeCloseTo(0, 5);
  });

  it('give a network with several inputs as many rows at each', () => {
    expect(jointCopies([[step('a', augment, { copies: 1 })], []])).toBe(2);
    expect(jointCopies([[step('a', augment, { copies: 1 })], [step('b', augment, { copies: 2 })]])).toBe(6);
    expect(jointCopies([])).toBe(1);
    expect([...repeatRows(f32(1, 2, 3, 4), 2, 2)]).toEqual([1, 2, 1, 2, 3, 4, 3, 4]);
  });
});
