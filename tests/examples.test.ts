/** Every example opens, checks clean, and trains to its stated figure; the same figures come out every time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalog } from '../src/catalog/index.ts';
import { compile } from '../src/compiler/compile.ts';
import { serializeDocument } from '../src/graph/serialize.ts';
import { readPace } from '../src/ui/stores/pace.ts';
import { REACHES } from './bench/targets.ts';
import { watch } from './diagnosis/watch.ts';
import { exampleNames, isEffect, isOnFirstWeights } from './support/example-names.ts';
import { example, programOf } from './support/programs.ts';
import { unless } from './support/thorough.ts';
import { record, trainToEnd } from './support/training.ts';

interface Promise_ {
  readonly figure: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Takes minutes: trained to its end only with SLOW_EXAMPLES=1, else for a few steps. */
  readonly slow?: true;
  readonly broken?: boolean;
}

/** The numbers end before the run does: there is no figure. */
const BROKEN: Promise_ = { figure: 'loss', broken: true };

/** What the README promises of each example; of each of its programs where it has several. */
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
  'residual-blocks': { figure: 'val_accuracy', atLeast: 0.97 },
  digits: { figure: 'test_accuracy', atLeast: 0.96 },
  'digits-convolution': { figure: 'test_accuracy', atLeast: 0.97 },
  'digit-lines': { figure: 'val_sequence_accuracy', atLeast: 0.9 },
  mnist: { figure: 'test_accuracy', atLeast: REACHES.mnist, slow: true },
  'mnist-convolution': { figure: 'test_accuracy', atLeast: REACHES['mnist-convolution'], slow: true },
  'effect-sigmoid-relu/sigmoid': { figure: 'loss', atLeast: 0.68 },
  'effect-sigmoid-relu/relu': { figure: 'val_accuracy', atLeast: 0.95 },
  'effect-first-weights/small': { figure: 'loss', atLeast: 0.69 },
  'effect-first-weights/large': BROKEN,
  'effect-first-weights/xavier': { figure: 'loss', atLeast: 0.2, atMost: 0.5 },
  'effect-first-weights/he': { figure: 'loss', atMost: 0.06 },
  'effect-dead-relu/relu': { figure: 'loss', atLeast: 0.69 },
  'effect-dead-relu/leaky': { figure: 'val_accuracy', atLeast: 0.97 },
  'effect-batch-norm-modes/whole': { figure: 'val_accuracy', atLeast: 0.95 },
  'effect-batch-norm-modes/single': { figure: 'accuracy', atMost: 0.6 },
  'effect-optimizers/sgd': { figure: 'loss', atLeast: 0.3 },
  'effect-optimizers/momentum': { figure: 'loss', atMost: 0.25 },
  'effect-optimizers/adagrad': { figure: 'loss', atMost: 0.3 },
  'effect-optimizers/rmsprop': { figure: 'loss', atMost: 0.17 },
  'effect-optimizers/adam': { figure: 'loss', atMost: 0.17 },
  'effect-learning-rates/small': { figure: 'loss', atLeast: 0.55 },
  'effect-learning-rates/good': { figure: 'loss', atMost: 0.01 },
  'effect-learning-rates/large': { figure: 'loss', atLeast: 0.1 },
  'effect-learning-rates/diverging': BROKEN,
  'effect-schedule/constant': { figure: 'loss', atLeast: 0.05 },
  'effect-schedule/lowered': { figure: 'loss', atMost: 0.041 },
  'effect-overfitting/plain': { figure: 'val_loss', atLeast: 0.6 },
  'effect-overfitting/stopped': { figure: 'val_loss', atMost: 0.45 },
  'effect-overfitting/dropped': { figure: 'val_loss', atMost: 0.55 },
  'effect-overfitting/shrunk': { figure: 'val_loss', atMost: 0.55 },
  'effect-standardize/jumps': { figure: 'val_accuracy', atMost: 0.6 },
  'effect-standardize/crawls': { figure: 'loss', atLeast: 0.6 },
  'effect-standardize/standardized': { figure: 'loss', atMost: 0.2 },
  'effect-whiten/standardized': { figure: 'loss', atLeast: 0.45 },
  'effect-whiten/whitened': { figure: 'loss', atMost: 0.2 },
  'effect-normalisations/batch': { figure: 'val_accuracy', atLeast: 0.94 },
  'effect-normalisations/layer': { figure: 'val_accuracy', atLeast: 0.94 },
  'effect-normalisations/group': { figure: 'val_accuracy', atLeast: 0.94 },
  'effect-normalisations/instance': { figure: 'val_accuracy', atLeast: 0.94 },
};

/** The faults that an example is there to show, as the rules name them. */
const SHOWS: Readonly<Record<string, readonly string[]>> = {
  'height-weight': ['unscaled-inputs'],
  'init-tanh-small': ['silent'],
  'init-tanh-large': ['saturated'],
  'init-relu-xavier': ['wrong-init'],
  'effect-standardize/jumps': ['unscaled-inputs'],
  'effect-standardize/crawls': ['unscaled-inputs'],
  'effect-sigmoid-relu/sigmoid': ['vanishing-gradient'],
  'effect-first-weights/small': ['silent'],
  'effect-first-weights/large': ['exploding-gradient'],
  'effect-dead-relu/relu': ['dead-relu'],
  'effect-batch-norm-modes/whole': ['batch-statistics'],
  'effect-batch-norm-modes/single': ['batch-statistics'],
  'effect-learning-rates/small': ['rate-too-low'],
  'effect-learning-rates/large': ['rate-too-high'],
  'effect-learning-rates/diverging': ['diverged', 'rate-too-high'],
  'effect-overfitting/plain': ['overfitting'],
};

const SLOW = process.env['SLOW_EXAMPLES'] === '1';
/** What a slow example must do where it is not trained to its end. */
const FIRST_STEPS = 24;
const FALLS_TO = 0.6;
/** What the compiler warns of where that is what the example is there to show. */
const WARNED: Readonly<Record<string, readonly string[]>> = { 'effect-batch-norm-modes': ['batch-of-one'] };

const names = exampleNames;

/** What can be trained in an example: its name, and that of the program too where there are several. */
function runsOf(name: string): readonly { readonly run: string; readonly program: string }[] {
  const { programs } = compile(example(name), catalog);
  return programs.map(({ id }) => ({ run: programs.length === 1 ? name : `${name}/${id}`, program: id }));
}

test('every example has a promise', () => {
  // What the others show before training is told in `published/tables.test.ts`.
  const runs = names.filter((name) => !isOnFirstWeights(name)).flatMap(runsOf);
  expect(runs.map(({ run }) => run).toSorted()).toEqual(Object.keys(PROMISES).toSorted());
});

describe.each(names)('%s', (name) => {
  const document = example(name);

  test('is written the way Edgewise writes files', () => {
    const file = join(import.meta.dirname, `../examples/${name}.json`);
    expect(readFileSync(file, 'utf8')).toBe(serializeDocument(document));
  });

  test('checks clean', () => {
    const { diagnostics } = compile(document, catalog);
    const loud = diagnostics.filter(({ severity }) => severity !== 'hint');
    expect(loud.map(({ code }) => code)).toEqual(WARNED[name] ?? []);
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

  test.runIf(!slow || SLOW).each(runsOf(name))(
    '$run trains to its promise, and nothing is to be said of it but what it shows',
    { timeout: slow ? 3_600_000 : 180_000, ...unless(!isOnFirstWeights(name) || name.startsWith('init-relu')) },
    async ({ run, program }) => {
      const { figure, atLeast, atMost, broken } = PROMISES[run] ?? { figure: '' };
      const { rules, during, logs } = await watch(document, { program, ...(isOnFirstWeights(name) && { epochs: 0 }) });
      const reached = logs[figure];
      if (broken === true) expect(reached).toBeUndefined();
      if (atLeast !== undefined) expect(reached).toBeGreaterThanOrEqual(atLeast);
      if (atMost !== undefined) expect(reached).toBeLessThanOrEqual(atMost);
      expect(rules).toEqual(SHOWS[run] ?? []);
      // What the numbers end with is said when they have ended.
      if (broken !== true) expect(during).toEqual(isOnFirstWeights(name) ? [] : rules);
    },
  );
});

/** What a lesson shows has to be there within so many seconds of Train, one of them for the first step. */
const SECONDS = 9;

test.each(names.filter((name) => isEffect(name) || isOnFirstWeights(name) || name.startsWith('height-weight')))(
  '%s is through within ten seconds at the pace of a first visit',
  (name) => {
    const pace = readPace();
    if (pace === 'full' || pace.unit !== 'epoch') throw new Error('A first visit goes by epochs');
    const { programs } = compile(example(name), catalog);
    for (const { id, epochs } of programs) expect(epochs / pace.perSecond, id).toBeLessThanOrEqual(SECONDS);
  },
);

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
