/** Files that Keras itself has saved (`fixtures/make.py`). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../../src/catalog/catalog.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { stateFor } from '../../../src/interop/keras/slots.ts';
import { importModel } from '../../../src/interop/import/import-model.ts';

/** As it was when the files were made: one of their layers is not known. */
const known = createCatalog(catalog.all.filter(({ type }) => type !== 'UnitNormalization'));

async function imported(name: string) {
  const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name)));
  const read = await importModel([{ name, bytes }], known);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

/** What make.py has put into weight `i`. */
const hundredths = (i: number, size: number) => Float32Array.from({ length: size }, (_, n) => i + n / 100);

describe('a file of Keras', () => {
  it('of a functional model comes with its wires, its training and its weights', async () => {
    const { document, weights, remarks } = await imported('functional.keras');
    const [program] = compile(document, known).programs;
    expect(
      program?.layers.map(({ node, type, inputs }) => [node, type, inputs.inputs.map(({ layer }) => layer)]),
    ).toEqual(
      expect.arrayContaining([
        ['left', 'Dense', ['data']],
        ['norm', 'BatchNormalization', ['left']],
        ['right', 'Dense', ['data']],
        ['sum', 'Add', ['norm', 'right']],
        ['drop', 'Dropout', ['sum']],
        ['answers', 'Dense', ['drop']],
      ]),
    );
    const left = program?.layers.find(({ node }) => node === 'left')?.weights[0];
    expect([left?.initializer.type, left?.regularizer]).toMatchObject([
      'HeNormal',
      { type: 'L2', params: { l2: 0.01 } },
    ]);
    expect(program).toMatchObject({
      data: { params: { name: 'iris' } },
      loss: { type: 'CategoricalCrossentropy' },
      optimizer: {
        type: 'Adam',
        schedule: { type: 'CosineDecay', params: { initial_learning_rate: 0.05, decay_steps: 500 } },
      },
    });
    expect(remarks).toEqual([expect.stringMatching(/says nothing of its data\. .* stands in/)]);
    // In Keras' order of the layers: left and right are equally far from the output but for the normalization.
    expect([...weights].map(([key, { length }]) => `${key} ${length}`).toSorted()).toEqual([
      'answers/bias 3',
      'answers/kernel 15',
      'left/bias 5',
      'left/kernel 20',
      'norm/beta 5',
      'norm/gamma 5',
      'norm/moving_mean 5',
      'norm/moving_variance 5',
      'right/bias 5',
      'right/kernel 20',
    ]);
    expect(weights.get('left/kernel')).toEqual(hundredths(0, 20));
    expect(weights.get('answers/bias')).toEqual(hundredths(9, 3));
    expect(weights.get('norm/moving_variance')).not.toEqual(weights.get('norm/moving_mean'));
  });

  it('of a Sequential model keeps a placeholder where a layer is not known, and the weights around it', async () => {
    const { document, weights, remarks } = await imported('sequential.keras');
    expect(document.nodes.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['Dense', 'UnitNormalization', 'MeanSquaredError', 'SGD', 'Train']),
    );
    expect(remarks.join(' ')).toContain('odd: UnitNormalization is not known here.');
    const first = document.nodes.find(({ type }) => type === 'Dense');
    expect(weights.get(`${first?.id}/kernel`)).toEqual(hundredths(0, 6));
  });

  it('comes with where its optimizer stood: steps, learning rate, and what it keeps for each weight', async () => {
    const { document, optimizer, remarks } = await imported('trained.keras');
    const { slots = new Map(), ...rest } = optimizer ?? {};
    expect(rest).toEqual({ type: 'Adam', step: 3, factor: 1 });
    expect(slots.size).toBe(16);
    // Side by side for each weight, and weights in the order of the layers in Keras.
    expect(slots.get('momentum/left/kernel')).toEqual(hundredths(0, 20));
    expect(slots.get('velocity/left/kernel')).toEqual(hundredths(1, 20));
    expect(slots.get('momentum/norm/beta')).toEqual(hundredths(6, 5));
    expect(slots.get('velocity/right/bias')).toEqual(hundredths(11, 5));
    expect(slots.get('velocity/answers/bias')).toEqual(hundredths(15, 3));
    expect(remarks.filter((each) => each.includes('optimizer'))).toEqual([]);

    const [program] = compile(document, known).programs;
    if (program === undefined || optimizer === undefined) throw new Error('no program');
    expect(program.optimizer.params['learning_rate']).toBeCloseTo(0.01, 8);
    expect(stateFor(program, known, optimizer)).toMatchObject({
      step: 3,
      learningRate: program.optimizer.params['learning_rate'],
    });
    // Another optimizer cannot go on from it.
    expect(
      stateFor({ ...program, optimizer: { ...program.optimizer, type: 'SGD' } }, known, optimizer),
    ).toBeUndefined();
  });

  it('is laid out from left to right, nothing on top of another, parameters below', async () => {
    const { document } = await imported('functional.keras');
    const at = new Map(document.nodes.map(({ id, position }) => [id, position]));
    const [x, y] = [(id: string) => at.get(id)?.[0] ?? NaN, (id: string) => at.get(id)?.[1] ?? NaN];
    for (const [before, after] of [
      ['data', 'left'],
      ['left', 'norm'],
      ['norm', 'sum'],
      ['right', 'sum'],
      ['sum', 'drop'],
      ['answers', 'loss'],
      ['loss', 'train'],
    ] as const)
      expect(x(before), `${before} → ${after}`).toBeLessThan(x(after));
    expect(new Set(document.nodes.map(({ position }) => position.join())).size).toBe(document.nodes.length);
    const optimizer = document.nodes.find(({ type }) => type === 'Adam')?.id ?? '';
    expect(y(optimizer)).toBeGreaterThan(Math.max(y('train'), y('left'), y('right')));
  });
});
