import { describe, expect, test } from 'vitest';
import { compiled, applied, classifier, found } from '../documents.ts';

const gaps = (input: Parameters<typeof compiled>[0]) =>
  found(input, 'missing-input').map(({ node, port, severity }) => `${severity} ${node}.${port}`);

test('an empty required input is an error where a Train node needs it, a warning elsewhere', () => {
  const input = classifier({
    nodes: [
      ['late', 'Dense'],
      ['later', 'Dense'],
    ],
    cut: ['data.features d1.inputs'],
    edges: ['late.outputs later.inputs'],
  });
  expect(gaps(input)).toEqual(['error d1.inputs', 'warning late.inputs']);
});

test('a node that no wire touches is left in peace', () => {
  expect(gaps(classifier({ nodes: [['loose', 'Dense']] }))).toEqual([]);
});

test('a port with a wire that cannot be is not empty: the wire has been told', () => {
  const input = classifier({ cut: ['data.features d1.inputs'], edges: ['opt.optimizer d1.inputs'] });
  expect(gaps(input)).toEqual([]);
});

describe('muted nodes', () => {
  test('a parameter or a source that is muted keeps its value back', () => {
    const input = classifier({ nodes: [['opt', 'Adam', {}, { muted: true }]] });
    const [diagnostic] = found(input, 'muted-required');
    expect(diagnostic).toMatchObject({ node: 'opt', severity: 'error' });
    const [fix] = diagnostic?.fixes ?? [];
    expect(fix?.label).toBe('Unmute opt');
    expect(fix && compiled(applied(input, fix.command)).diagnostics).toEqual([]);
  });

  test('a bypass hands on what is before it, and with nothing before it the gap is there', () => {
    const bypass = { nodes: [['d1', 'Dense', { units: 2 }, { muted: true }] as const] };
    expect(gaps(classifier(bypass))).toEqual([]);
    expect(gaps(classifier({ ...bypass, cut: ['data.features d1.inputs'] }))).toEqual(['error d1.inputs']);
  });
});

describe('fixes', () => {
  const labels = (input: Parameters<typeof compiled>[0], port: string) =>
    found(input, 'missing-input')
      .find((each) => each.port === port)
      ?.fixes?.map(({ label }) => label);

  test('connect what is there first, then the first choice of its kind', () => {
    const input = classifier({ nodes: [['sgd', 'SGD']], cut: ['opt.optimizer train.optimizer'] });
    expect(labels(input, 'optimizer')).toEqual(['Connect opt.optimizer to train.optimizer', 'Add Adam and connect it']);
  });

  test('no source that would only bring its own gap along', () => {
    const input = classifier({ nodes: [['loose', 'Dense']], cut: ['d1.outputs out.inputs'] });
    expect(labels(input, 'inputs')).toEqual(['Connect d1.outputs to out.inputs']);
    const alone = classifier({
      nodes: [['loose', 'Dense']],
      without: ['data', 'd1'],
      cut: ['data.features d1.inputs', 'd1.outputs out.inputs', 'data.targets loss.y_true'],
    });
    expect(labels(alone, 'inputs')).toEqual(['Add Dataset and connect it']);
  });

  test('no source that hangs on the node through a wire that was left out', () => {
    const input = classifier({
      nodes: [['keep', 'Dense', { units: 16 }]],
      cut: ['data.features d1.inputs', 'd1.outputs out.inputs'],
      edges: ['data.features keep.inputs', 'keep.outputs out.inputs', 'd1.outputs out.inputs'],
      without: ['loss', 'train', 'opt', 'data'],
    });
    expect(labels(input, 'inputs')).not.toContain('Connect out.outputs to d1.inputs');
  });

  test('no new node that would have gaps itself', () => {
    const input = classifier({
      without: ['data', 'd1', 'out', 'loss'],
      cut: [
        'data.features d1.inputs',
        'd1.outputs out.inputs',
        'out.outputs loss.y_pred',
        'data.targets loss.y_true',
        'loss.loss train.loss',
      ],
    });
    expect(labels(input, 'loss')).toEqual([]);
  });
});
