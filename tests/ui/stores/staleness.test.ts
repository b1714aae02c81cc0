import { describe, expect, it } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { fingerprint } from '../../../src/ui/stores/staleness.ts';
import { deepNetworks } from '../../bench/canvas/graph.ts';
import { program } from './fixtures.ts';

describe('fingerprint', () => {
  it('is blind to names', () => {
    const { model } = program('train');
    const renamed = program('train', {
      name: 'Other',
      model: { ...model, config: { ...model.config, name: 'Other' } },
    });
    expect(fingerprint(renamed)).toBe(fingerprint(program('train')));
  });

  it.each([
    ['seed', { seed: 43 }],
    ['epochs', { epochs: 61 }],
    ['batch size', { batchSize: 16 }],
    ['order of examples', { shuffle: false }],
    ['optimizer', { optimizer: { ...program('train').optimizer, params: { learning_rate: 0.5 } } }],
  ])('sees another %s', (_what, change) => {
    expect(fingerprint(program('train', change))).not.toBe(fingerprint(program('train')));
  });
});

describe('the layers in a fingerprint', () => {
  const compiled = must(compile(deepNetworks(100), catalog).programs[0], 'a program');
  const { layers, model } = compiled;

  it('count in their order, in both of their forms', () => {
    const usual = fingerprint(compiled);
    const [first] = layers;
    expect(first).toBeDefined();
    expect(fingerprint(structuredClone(compiled))).toBe(usual);
    const others = [
      { ...compiled, layers: layers.map((layer) => (layer === first ? { ...layer, params: { units: 3 } } : layer)) },
      { ...compiled, layers: layers.toReversed() },
      { ...compiled, model: { ...model, config: { ...model.config, layers: model.config.layers.toReversed() } } },
      { ...compiled, model: { ...model, config: { ...model.config, output_layers: [] } } },
    ];
    expect(new Set([usual, ...others.map(fingerprint)]).size).toBe(5);
  });
});
