import { describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../../src/graph/types.ts';
import type { Distribution } from '../../../src/protocol/readings.ts';
import { gapWords, modeDifference, modeWords, programWith } from '../../../src/ui/instruments/mode-layers.ts';
import { example, programOf } from '../../support/programs.ts';

const spirals = example('two-spirals');
const differenceAt = (document: GraphDocument, layer: string) =>
  modeDifference(programOf(document), { layer, output: 'outputs' });
const with_ = (node: string, type: string, params: Record<string, number>): GraphDocument => ({
  ...spirals,
  nodes: spirals.nodes.map((each) => (each.id === node ? { ...each, type, params } : each)),
});

describe('which wires differ between training and inference', () => {
  it('is batch normalisation’s own, and every wire behind it', () => {
    expect(differenceAt(spirals, 'd1')).toBeUndefined();
    expect(differenceAt(spirals, 'bn1')).toEqual({ own: 'batch', before: [] });
    expect(differenceAt(spirals, 'relu1')).toEqual({ before: ['bn1'] });
    expect(differenceAt(spirals, 'prob')).toEqual({ before: ['bn1'] });
    expect(differenceAt(example('xor'), 'd1')).toBeUndefined();
    expect(differenceAt(spirals, 'nobody')).toBeUndefined();
  });

  it('is every layer that works with random numbers, unless it is switched off', () => {
    expect(differenceAt(with_('relu1', 'Dropout', { rate: 0.5 }), 'relu1')).toEqual({ own: 'random', before: ['bn1'] });
    expect(differenceAt(with_('bn1', 'GaussianNoise', { stddev: 0.1 }), 'out')).toEqual({ before: ['bn1'] });
    expect(differenceAt(with_('bn1', 'LayerNormalization', {}), 'out')).toBeUndefined();
  });

  it('is looked up in the program that has the layer', () => {
    const program = programOf(spirals);
    expect(programWith([programOf(example('xor')), program], { layer: 'bn1', output: 'outputs' })).toBe(program);
    expect(programWith([program], { layer: 'nobody', output: 'outputs' })).toBeUndefined();
  });
});

describe('the difference in words', () => {
  const name = (id: string) => id.toUpperCase();

  it('says what the layer does in each mode', () => {
    expect(modeWords({ own: 'batch', before: [] }, 'BN', 32, name)).toBe(
      'In training, BN scales by the mean and spread of each batch of 32; in inference by the moving averages that it has collected.',
    );
    expect(modeWords({ own: 'batch', before: [] }, 'BN', 1, name)).toContain('spread of each example alone;');
    expect(modeWords({ own: 'random', before: ['a'] }, 'DROP', 32, name)).toBe(
      'In training, DROP works with random numbers, new ones in every step; in inference it does without them.',
    );
  });

  it('names what lies before the wire', () => {
    expect(modeWords({ before: ['bn1'] }, 'OUT', 32, name)).toMatch(/^BN1, before this wire, does not do the same/);
    expect(modeWords({ before: ['bn2', 'bn1'] }, 'OUT', 32, name)).toMatch(/^BN2 and BN1 before this wire do not/);
    expect(modeWords({ before: ['c', 'b', 'a'] }, 'OUT', 32, name)).toMatch(/^C and 2 more layers before this wire do/);
  });

  const spread = (mean: number, std: number, count = 100): Distribution => ({
    count,
    mean,
    std,
    min: mean - std,
    max: mean + std,
    zeros: 0,
    nonFinite: 0,
    bins: new Float32Array(24),
  });
  const gap = (training: Distribution, inference: Distribution) => gapWords({ training, inference });

  it('says how far the two are apart now', () => {
    expect(gap(spread(0, 1), spread(0.05, 1.05))).toBe('At the moment the two agree.');
    expect(gap(spread(0, 1), spread(2, 1))).toBe('At the moment, in inference the mean lies 2 higher.');
    expect(gap(spread(0, 1), spread(-2, 4))).toBe(
      'At the moment, in inference the mean lies 2 lower and the spread is 4 times as large.',
    );
    expect(gap(spread(0, 0), spread(0, 1))).toBe(
      'At the moment, in inference values differ that are all the same in training.',
    );
    expect(gap(spread(1, 1), spread(1, 0))).toBe('At the moment, in inference all values are the same.');
    expect(gap(spread(0, 0), spread(0, 0))).toBe('At the moment the two agree.');
    expect(gap(spread(0, 1), spread(0, 0, 0))).toContain('nothing finite is left');
  });
});
