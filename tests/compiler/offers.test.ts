import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { allOffers } from '../../src/compiler/offers.ts';
import { offersFor, type Seeker } from '../../src/compiler/rank-offers.ts';
import { classifier } from './documents.ts';

const graph = classifier({
  nodes: [
    ['d1', 'Dense', { units: 16 }],
    ['bn', 'BatchNormalization'],
    ['prob', 'Activation', { activation: 'softmax' }],
    ['relu', 'Activation'],
    ['plain', 'Dense'],
  ],
});
const out = (node: string, port = 'outputs', kind: Seeker['kind'] = 'tensor'): Seeker => ({
  node,
  port,
  kind,
  direction: 'output',
});
const into = (node: string, port: string, kind: Seeker['kind']): Seeker => ({ node, port, kind, direction: 'input' });
const labels = (seeker: Seeker | undefined, recent: readonly string[] = []) =>
  offersFor(graph, catalog, seeker, recent).map(({ label }) => label);

describe('what is offered at the end of a wire', () => {
  it('begins with what most people put there', () => {
    expect(labels(out('data', 'features', 'data'))[0]).toBe('Dense');
    expect(labels(out('d1'))[0]).toBe('relu');
    expect(labels(out('bn'))[0]).toBe('relu');
    expect(labels(out('relu'))[0]).toBe('Dense');
    expect(labels(out('prob'))[0]).toBe('CategoricalCrossentropy');
    expect(labels(out('loss', 'loss', 'loss'))).toEqual(['Train']);
    expect(labels(into('train', 'optimizer', 'optimizer'))[0]).toBe('Adam');
    // The function and the layer of that name do the same.
    expect(
      labels(into('loss', 'y_pred', 'tensor'))
        .slice(0, 2)
        .toSorted(),
    ).toEqual(['Softmax', 'softmax']);
    expect(labels(into('loss', 'y_true', 'targets'))).toEqual(['Dataset', 'Table', 'Images']);
  });

  it('offers what reads sequences behind what follows most layers', () => {
    const list = labels(out('d1'));
    for (const usual of ['BatchNormalization', 'Dropout', 'CategoricalCrossentropy', 'Dense'])
      expect(list.indexOf(usual), usual).toBeLessThan(list.indexOf('SimpleRNN'));
  });

  it('offers behind everything else what does not take the shape that flows there', () => {
    const shaped = (shape: readonly number[]) => labels({ ...out('relu'), shape });
    const flat = shaped([16]);
    for (const usual of ['Dense', 'BatchNormalization', 'Dropout', 'CategoricalCrossentropy', 'Add', 'tanh'])
      for (const other of ['Conv1D', 'Conv2D', 'LSTM', 'MaxPooling2D', 'Bidirectional'])
        expect(flat.indexOf(usual), `${usual} before ${other}`).toBeLessThan(flat.indexOf(other));
    // They are there all the same: what reshapes may come between.
    expect(new Set(flat)).toEqual(new Set(labels(out('relu'))));
    const image = shaped([8, 8, 3]);
    expect(image.indexOf('Conv2D')).toBeLessThan(image.indexOf('Conv1D'));
    expect(image.slice(0, 3)).toContain('Conv2D');
  });

  it('offers last what holds at a port anyway', () => {
    const list = labels(into('d1', 'kernel_initializer', 'initializer'));
    expect(list.indexOf('GlorotUniform')).toBe(list.length - 1);
  });

  it('has only what fits, everything that fits, and each once', () => {
    const list = labels(out('d1'));
    expect(new Set(list).size).toBe(list.length);
    expect(list).toEqual(expect.arrayContaining(['Dense', 'Add', 'Dropout', 'tanh', 'MeanSquaredError']));
    expect(list).not.toContain('HeNormal');
    expect(list).not.toContain('Train');
  });

  it('puts what was used last behind the best guess', () => {
    expect(labels(out('d1'), ['Dropout', 'HeNormal', 'Add']).slice(0, 3)).toEqual(['relu', 'Dropout', 'Add']);
    expect(labels(undefined, ['Adam'])[0]).toBe('Adam');
  });
});

it('each function is an offer of its own that sets it', () => {
  const softmax = allOffers(catalog).find(({ label }) => label === 'softmax');
  expect(softmax?.params).toEqual({ activation: 'softmax' });
  expect(allOffers(catalog).filter(({ label }) => label === 'gelu')).toHaveLength(1);
});
