/** Every example opens, checks clean, and trains to its stated figure; the same figures come out every time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalog } from '../src/catalog/index.ts';
import { compile } from '../src/compiler/compile.ts';
import { serializeDocument } from '../src/graph/serialize.ts';
import { watch } from './diagnosis/watch.ts';
import { exampleNames, isOnFirstWeights } from './support/example-names.ts';
import { example, programOf } from './support/programs.ts';
import { record, trainToEnd } from './support/training.ts';

interface Promise_ {
  readonly figure: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Takes minutes: trained to its end only with SLOW_EXAMPLES=1, else for a few steps. */
  readonly slow?: true;
}

/** What the README promises of each example. */
const PROMISES: Readonly<Record<string, Promise_>> = {
  xor: { figure: 'val_accuracy', atLeast: 0.97 },
  'two-spirals': { figure: 'val_accuracy', atLeast: 0.97 },
  'moons-batch-normalisation': { figure: 'val_accuracy', atLeast: 0.97 },
  'sine-regression': { figure: 'val_loss', atMost: 0.006 },
  'sine-lstm': { figure: 'val_loss', atMost: 0.002 },
  'height-weight': { figure: 'val_accuracy', atMost: 0.85 },
  'height-weight-standardized': { figure: 'val_accuracy', atLeast: 0.9 },
  'height-weight-whitened': { figure: 'val_accuracy', atLeast: 0.9 },
  'skip-connection': { figure: 'val_accuracy', atLeast: 0.95 },
  digits: { figure: 'test_accuracy', atLeast: 0.96 },
  'digits-convolution': { figure: 'test_accuracy', atLeast: 0.97 },
  mnist: { figure: 'test_accuracy', atLeast: 0.96, slow: true },
  'mnist-convolution': { figure: 'test_accuracy', atLeast: 0.985, slow: true },
};

/** The faults that an example is there to show, as the rules name them. */
const SHOWS: Readonly<Record<string, readonly string[]>> = {
  'height-weight': ['unscaled-inputs'],
  'init-tanh-small': ['silent'],
  'init-tanh-large': ['saturated'],
  'init-relu-xavier': ['wrong-init'],
};

const SLOW = process.env['SLOW_EXAMPLES'] === '1';
/** What a slow example must do where it is not trained to its end. */
const FIRST_STEPS = 24;
const FALLS_TO = 0.6;

const names = exampleNames;

test('every example has a promise', () => {
  // What the others show before training is told in `published/tables.test.ts`.
  expect(names.filter((name) => !isOnFirstWeights(name)).toSorted()).toEqual(Object.keys(PROMISES).toSorted());
});

describe.each(names)('%s', (name) => {
  const document = example(name);

  test('is written the way Edgewise writes files', () => {
    const file = join(import.meta.dirname, `../examples/${name}.json`);
    expect(readFileSync(file, 'utf8')).toBe(serializeDocument(document));
  });

  test('checks clean', () => {
    const { diagnostics } = compile(document, catalog);
    expect(diagnostics.filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });

  const { slow = false } = PROMISES[name] ?? {};

  test.runIf(slow && !SLOW)('begins to learn', { timeout: 180_000 }, async () => {
    const { trainer, all } = record(programOf(document), 'wasm');
    for (let step = 0; step < FIRST_STEPS; step++) {
      trainer.command({ type: 'stepBatch' });
      await trainer.settled();
    }
    const losses = all('batch').map(({ loss }) => loss);
    const mean = (some: readonly number[]) => some.reduce((sum, each) => sum + each, 0) / some.length;
    expect(losses).toHaveLength(FIRST_STEPS);
    expect(mean(losses.slice(-4))).toBeLessThan(FALLS_TO * mean(losses.slice(0, 2)));
    await trainer.dispose();
  });

  test.runIf(!slow || SLOW)(
    'trains to its promise, and nothing is to be said of it but what it shows',
    { timeout: slow ? 3_600_000 : 180_000 },
    async () => {
      const { figure, atLeast, atMost } = PROMISES[name] ?? { figure: '' };
      const { rules, during, logs } = await watch(document, isOnFirstWeights(name) ? { epochs: 0 } : {});
      const reached = logs[figure];
      if (atLeast !== undefined) expect(reached).toBeGreaterThanOrEqual(atLeast);
      if (atMost !== undefined) expect(reached).toBeLessThanOrEqual(atMost);
      expect(rules).toEqual(SHOWS[name] ?? []);
      expect(during).toEqual(isOnFirstWeights(name) ? [] : rules);
    },
  );
});

test('the same file gives the same figures', async () => {
  const runs = [
    await trainToEnd(programOf(example('xor'), { epochs: 5 })),
    await trainToEnd(programOf(example('xor'), { epochs: 5 })),
  ];
  const [first, second] = runs.map(({ all }) => all('epoch').map(({ logs }) => logs));
  expect(first).toHaveLength(5);
  expect(second).toEqual(first);
  for (const { trainer } of runs) await trainer.dispose();
});
