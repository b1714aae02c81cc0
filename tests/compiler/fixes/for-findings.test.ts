import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { lowerRateFix, replaceActivationFix } from '../../../src/compiler/fixes/for-findings.ts';
import { nodeById } from '../../../src/graph/queries.ts';
import { applied, classifier, compiled, twoSpirals } from '../documents.ts';

describe('replaceActivationFix', () => {
  test('a layer with an activation argument gets another one', () => {
    const input = classifier();
    const fix = replaceActivationFix(input, catalog, 'd1');
    expect(fix?.label).toBe('Set activation of d1 to leaky_relu');
    const after = fix && applied(input, fix.command);
    expect(after && nodeById(after, 'd1')?.params).toEqual({ units: 16, activation: 'leaky_relu' });
  });

  test('a layer that is nothing but its activation becomes a LeakyReLU, wires and all', () => {
    const fix = replaceActivationFix(twoSpirals, catalog, 'relu1');
    expect(fix?.label).toBe('Make relu1 a LeakyReLU');
    const after = fix && applied(twoSpirals, fix.command);
    expect(after && nodeById(after, 'relu1')).toMatchObject({ type: 'LeakyReLU' });
    expect(after && compiled(after).programs[0]?.layers.find(({ node }) => node === 'relu1')?.inputs).toEqual({
      inputs: [{ layer: 'bn1', output: 'outputs' }],
    });
  });

  test('so does a leaky one that leaks nothing', () => {
    const input = classifier({
      nodes: [['leak', 'LeakyReLU', { negative_slope: 0 }]],
      cut: ['d1.outputs out.inputs'],
      edges: ['d1.outputs leak.inputs', 'leak.outputs out.inputs'],
    });
    const fix = replaceActivationFix(input, catalog, 'leak');
    const after = fix && applied(input, fix.command);
    expect(after && nodeById(after, 'leak')?.params).toBeUndefined();
  });

  test.each(['out', 'data', 'nowhere'])('%s has no units that can die', (node) => {
    expect(replaceActivationFix(classifier(), catalog, node)).toBeUndefined();
  });
});

describe('lowerRateFix', () => {
  const labelOf = (document: Parameters<typeof lowerRateFix>[0]) => lowerRateFix(document, catalog, 'train')?.label;
  const scheduled = (type: string, params: Record<string, number>) =>
    classifier({ nodes: [['lr', type, params]], edges: ['lr.schedule opt.learning_rate'] });

  test('divides the rate of the optimizer by ten', () => {
    const input = classifier({ nodes: [['opt', 'SGD', { learning_rate: 0.3 }]] });
    const fix = lowerRateFix(input, catalog, 'train');
    expect(fix?.label).toBe('Lower learning_rate of opt to 0.03');
    expect(fix && nodeById(applied(input, fix.command), 'opt')?.params).toEqual({ learning_rate: 0.03 });
  });

  test('of a wired schedule, the param that its height hangs on', () => {
    expect(labelOf(scheduled('ExponentialDecay', { initial_learning_rate: 0.5 }))).toBe(
      'Lower initial_learning_rate of lr to 0.05',
    );
    expect(labelOf(scheduled('CosineDecay', { initial_learning_rate: 0.5 }))).toBe(
      'Lower initial_learning_rate of lr to 0.05',
    );
    expect(labelOf(scheduled('CosineDecay', { initial_learning_rate: 0, warmup_target: 0.4, warmup_steps: 50 }))).toBe(
      'Lower warmup_target of lr to 0.04',
    );
  });

  test('a muted schedule does not count, and without an optimizer there is nothing to lower', () => {
    const muted = classifier({
      nodes: [['lr', 'CosineDecay', {}, { muted: true }]],
      edges: ['lr.schedule opt.learning_rate'],
    });
    expect(labelOf(muted)).toBe('Lower learning_rate of opt to 1e−4');
    expect(labelOf(classifier({ without: ['opt'], cut: ['opt.optimizer train.optimizer'] }))).toBeUndefined();
    expect(labelOf(classifier({ nodes: [['opt', 'SGD', { learning_rate: 0 }]] }))).toBeUndefined();
  });
});
