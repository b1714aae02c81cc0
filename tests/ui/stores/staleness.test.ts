import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../../src/ui/stores/staleness.ts';
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
