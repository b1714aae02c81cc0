/** What each effect's note claims of its wires, by the numbers that are read off them. */
import { afterEach, describe, expect, test } from 'vitest';
import { catalog } from '../src/catalog/index.ts';
import { compile } from '../src/compiler/compile.ts';
import { modes } from '../src/runtime/instruments/modes.ts';
import { output } from '../src/runtime/instruments/output.ts';
import { wires } from '../src/runtime/instruments/wires.ts';
import type { Run } from '../src/runtime/training/run.ts';
import { readOnce } from './support/prepared.ts';
import { example } from './support/programs.ts';
import { record } from './support/training.ts';
import type { Recorder } from './support/training.ts';

const open: Recorder[] = [];
afterEach(async () => {
  for (const { trainer } of open.splice(0)) await trainer.dispose();
});

/** A program of an example at its first weights, or after some epochs. */
async function runOf(name: string, id: string, epochs = 0): Promise<Run> {
  const program = compile(example(name), catalog).programs.find((each) => each.id === id);
  if (program === undefined) throw new Error(`${name} has no program ${id}`);
  const recorder = record(epochs === 0 ? program : { ...program, epochs }, 'wasm');
  open.push(recorder);
  await recorder.trainer.prepare();
  if (epochs > 0) {
    recorder.trainer.command({ type: 'start' });
    await recorder.trainer.settled();
  }
  const run = recorder.trainer.current;
  if (run === undefined) throw new Error(JSON.stringify(recorder.all('fault')));
  return run;
}

/** Norms of the gradients behind ten layers, the first one first. */
async function gradients(program: string, letter: string): Promise<readonly number[]> {
  const reading = await readOnce(wires, await runOf('effect-sigmoid-relu', program), true);
  return Array.from(
    { length: 10 },
    (_, i) => reading?.tensors[`${letter}${i + 1}.outputs`]?.gradientNorm ?? Number.NaN,
  );
}

describe('ten layers', () => {
  test('of sigmoid make the gradient about four times smaller each', async () => {
    const norms = await gradients('sigmoid', 's');
    const perLayer = ((norms[9] ?? Number.NaN) / (norms[0] ?? Number.NaN)) ** (1 / 9);
    expect(perLayer).toBeGreaterThan(3.5);
    expect(perLayer).toBeLessThan(5.5);
    for (let i = 0; i < 9; i++) expect((norms[i + 1] ?? 0) / (norms[i] ?? 0)).toBeGreaterThan(2);
  });

  test('of ReLU with He weights keep it', async () => {
    const norms = await gradients('relu', 'r');
    const perLayer = ((norms[9] ?? Number.NaN) / (norms[0] ?? Number.NaN)) ** (1 / 9);
    expect(perLayer).toBeGreaterThan(0.6);
    expect(perLayer).toBeLessThan(1.6);
  });
});

describe('five layers of a hundred ReLUs', () => {
  // Half of the variance of a sum over a hundred inputs comes through ReLU.
  const through = (stddev: number) => stddev * Math.sqrt(100 / 2);

  test.each([
    ['small', through(0.01)],
    ['large', through(1)],
    ['xavier', through(Math.sqrt(2 / (100 + 100)))],
    ['he', through(Math.sqrt(2 / 100))],
  ])('from “%s” first weights change the spread by %d a layer', async (program, factor) => {
    const reading = await readOnce(wires, await runOf('effect-first-weights', program), true);
    const [first = Number.NaN, last = Number.NaN] = [1, 5].map(
      (layer) => reading?.tensors[`${program}${layer}.outputs`]?.forward.std,
    );
    const perLayer = (last / first) ** (1 / 4);
    expect(perLayer / factor).toBeGreaterThan(0.93);
    expect(perLayer / factor).toBeLessThan(1.07);
  });
});

test('dead units stay dead behind ReLU and wake behind LeakyReLU', async () => {
  const [dead, awake] = ['dead', 'awake'].map((node) => `${node}.outputs`);
  const read = async (program: string, epochs: number, wire = '') =>
    (await readOnce(wires, await runOf('effect-dead-relu', program, epochs), true))?.tensors[wire];
  expect((await read('relu', 0, dead))?.deadUnits).toBe(16);
  expect((await read('relu', 30, dead))?.deadUnits).toBe(16);
  expect((await read('leaky', 0, awake))?.forward.max).toBeLessThan(0);
  expect((await read('leaky', 30, awake))?.forward.max).toBeGreaterThan(0.5);
});

describe('normalisation in training and in inference', () => {
  const both = async (name: string, program: string, node: string, epochs = 0) => {
    const tensors = [`${node}.outputs`];
    const pair = (await readOnce(modes, await runOf(name, program, epochs), { tensors }))?.tensors[`${node}.outputs`];
    if (pair === undefined) throw new Error(`${node} was not read`);
    return pair;
  };

  test('differs over the batch until the moving averages have arrived', async () => {
    const first = await both('effect-batch-norm-modes', 'whole', 'bn');
    expect(first.training.std).toBeCloseTo(1, 1);
    expect(Math.abs(first.training.std - first.inference.std)).toBeGreaterThan(0.2);
    const later = await both('effect-batch-norm-modes', 'whole', 'bn', 20);
    expect(Math.abs(later.training.std - later.inference.std)).toBeLessThan(
      Math.abs(first.training.std - first.inference.std) / 2,
    );
  });

  test('of a batch of one leaves nothing', async () => {
    const { training } = await both('effect-batch-norm-modes', 'single', 'bn');
    expect([training.min, training.max]).toEqual([0, 0]);
  });

  test('differs behind batch normalisation, and is the same behind the others', async () => {
    const pair = await both('effect-normalisations', 'batch', 'batch_norm');
    expect(pair.inference).not.toEqual(pair.training);
    for (const kind of ['layer', 'group', 'instance']) {
      const same = await both('effect-normalisations', kind, `${kind}_norm`);
      expect(same.inference).toEqual(same.training);
    }
  });
});

/** Cells of a picture of the plane beside another one that the other class is answered for. */
async function edgeOf(program: string): Promise<number> {
  const plane = await readOnce(output, await runOf('effect-overfitting', program, 70), { resolution: 40 });
  if (plane?.kind !== 'plane') throw new Error('expected a plane');
  const { width, outputs, values } = plane;
  const second = (cell: number) => (values[cell * outputs + 1] ?? 0) > (values[cell * outputs] ?? 0);
  let edge = 0;
  for (let cell = 0; cell < width * width; cell++) {
    if (cell % width < width - 1 && second(cell) !== second(cell + 1)) edge++;
    if (cell + width < width * width && second(cell) !== second(cell + width)) edge++;
  }
  return edge;
}

test('a network that overfits bends its edge around single examples, and one that is stopped early does not', async () => {
  const [plain, stopped, shrunk] = [await edgeOf('plain'), await edgeOf('stopped'), await edgeOf('shrunk')];
  expect(plain).toBeGreaterThan(1.1 * shrunk);
  expect(shrunk).toBeGreaterThan(1.1 * stopped);
});
