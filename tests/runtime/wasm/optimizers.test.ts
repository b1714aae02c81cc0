/* Every optimizer rule against real Keras' path on a test function, against Keras' formula, and the catalog's ops. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { clipGradients } from '../../../src/catalog/optimizers/common.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { FunctionName } from '../../../src/runtime/wasm/functions.ts';
import { FUNCTIONS } from '../../../src/runtime/wasm/functions.ts';
import { walk } from '../../catalog/optimizers/walk.ts';
import { noise, openHeap, worst } from '../../support/heap.ts';
import type { Heap } from '../../support/heap.ts';
import { RULES } from './rules.ts';
import type { Rule } from './rules.ts';

let heap: Heap;
beforeAll(async () => {
  heap = await openHeap();
});
afterEach(() => heap.free());

/** A rule with its weights and slots on the heap, taking steps. */
function onHeap(rule: Rule, weights: ArrayLike<number>, decay = 0) {
  const count = weights.length;
  const w = heap.put(weights);
  const gradients = heap.room(count);
  const slots = rule.slots.map((start) => (start === null ? 0 : heap.put(new Float32Array(count).fill(start))));
  const cells = heap.room(4);
  return {
    step(slope: ArrayLike<number>, t: number, lr: number) {
      heap.write(gradients, slope);
      const values = [lr, ...rule.cells(lr, t)];
      heap.write(cells, values);
      heap.run(
        rule.name,
        w,
        gradients,
        ...slots,
        ...values.map((_, i) => cells + 4 * i),
        count,
        ...rule.numbers,
        decay,
      );
    },
    weights: () => heap.take(w, count),
    slots: () => slots.map((slot) => (slot === 0 ? null : heap.take(slot, count))),
  };
}

/** Beale's function, on which the reference paths were walked: its slope at (x, y). */
function beale([x = 0, y = 0]: ArrayLike<number> & Iterable<number>): [number, number] {
  const terms = [1.5 - x + x * y, 2.25 - x + x * y ** 2, 2.625 - x + x * y ** 3] as const;
  return [
    2 * terms[0] * (y - 1) + 2 * terms[1] * (y ** 2 - 1) + 2 * terms[2] * (y ** 3 - 1),
    2 * terms[0] * x + 4 * terms[1] * x * y + 6 * terms[2] * x * y ** 2,
  ];
}

describe.each(RULES)('$label', (rule) => {
  test('walks where Keras walks', () => {
    const compiled = onHeap(rule, [1, 1], rule.decay);
    for (let t = 1; t <= 100; t++) {
      compiled.step(beale(compiled.weights()), t, rule.lr);
      const wanted = rule.path[t];
      if (wanted !== undefined)
        expect(worst(compiled.weights(), wanted), `step ${t}`).toBeLessThan(t < 50 ? 1e-5 : 2e-4);
    }
    expect(Object.keys(rule.path).length).toBeGreaterThan(2);
  });

  test('keeps to its formula on many weights, with decay and a falling learning rate', () => {
    for (const count of [1, 3, 4, 103]) {
      const weights = noise(count, 'weights');
      const compiled = onHeap(rule, weights, 0.05);
      const plain = rule.slots.map((start) => new Float64Array(count).fill(start ?? 0));
      const wanted = Float64Array.from(weights);
      for (let t = 1; t <= 12; t++) {
        const lr = rule.lr / t;
        const slope = noise(count, 'slope', t);
        compiled.step(slope, t, lr);
        for (let i = 0; i < count; i++) {
          const slot = plain.map((values) => values[i] ?? 0);
          const shrunk = (wanted[i] ?? 0) * (1 - 0.05 * lr);
          wanted[i] = rule.update(shrunk, slope[i] ?? 0, slot, lr, t);
          plain.forEach((values, s) => (values[i] = slot[s] ?? 0));
        }
      }
      expect(worst(compiled.weights(), wanted), `${count} weights`).toBeLessThan(2e-5);
      compiled.slots().forEach((found, i) => {
        if (found !== null) expect(worst(found, plain[i] ?? []), `slot ${i}`).toBeLessThan(2e-5);
      });
    }
  });
});

test.each([
  ['sgd', 1],
  ['adadelta', 2],
  ['rmsprop', 2],
  ['adam', 2],
  ['adamax', 2],
  ['nadam', 2],
  ['lion', 1],
] as const)('%s: the memory of a silent weight ends at 0, not among the denormal numbers', (name, slots) => {
  const used = RULES.filter((rule) => rule.name === name);
  const silent = used.map((rule) => {
    const compiled = onHeap(
      { ...rule, slots: rule.slots.map((start) => (start === null ? null : 1.0001e-36)) },
      [1, 2, 3, 4, 5],
    );
    for (let t = 1; t <= 2000; t++) compiled.step([0, 0, 0, 0, 0], t, rule.lr);
    return compiled.slots().filter((slot) => slot?.every((value) => value === 0) ?? false).length;
  });
  expect(Math.max(...silent)).toBe(slots);
});

describe('against the ops of the catalog', () => {
  const known = RULES.filter(({ catalog: type }) => type !== undefined);

  test.each(known)('$label: 20 steps on 37 weights', (rule) => {
    const weights = noise(37, 'weights');
    const compiled = onHeap(rule, weights, 0.01);
    for (let t = 1; t <= 20; t++) compiled.step(noise(37, 'slope', t), t, rule.lr);
    const path = walk({
      optimizer: catalog.expect(rule.catalog?.type ?? '', 'optimizer'),
      params: { ...rule.catalog?.params, weight_decay: 0.01, learning_rate: rule.lr },
      start: [...weights],
      steps: 20,
      gradient: (_point, step) => [...noise(37, 'slope', step + 1)],
    });
    expect(path).toHaveLength(21);
    expect(worst(compiled.weights(), path.at(-1) ?? [])).toBeLessThan(1e-6);
  });

  test('the clips', () => {
    for (const size of [0.1, 10]) {
      const slope = noise(23, 'slope').map((value) => size * value);
      for (const [name, param] of [
        ['clipByValue', 'clipvalue'],
        ['clipByNorm', 'clipnorm'],
        ['clipByGlobalNorm', 'global_clipnorm'],
      ] as const) {
        const x = heap.put(slope);
        heap.run(name, x, 23, 1.5);
        const wanted = tf.tidy(() => clipGradients(tf, { [param]: 1.5 }, [tf.tensor1d(slope)])[0]?.dataSync() ?? []);
        expect(worst(heap.take(x, 23), wanted), `${name} of ${size}`).toBeLessThan(1e-6);
      }
    }
    const broken = heap.put([1, 2, Infinity, 4, 5]);
    heap.run('clipByGlobalNorm', broken, 5, 1);
    expect(heap.take(broken, 5).every(Number.isNaN)).toBe(true);
  });
});

test('every rule of the registry is tried here', () => {
  const rules = (Object.keys(FUNCTIONS) as FunctionName[]).filter((name) =>
    FUNCTIONS[name].args.some((arg) => arg.name === 'learningRate'),
  );
  expect([...new Set(RULES.map(({ name }) => name))].toSorted()).toEqual(rules.toSorted());
});
