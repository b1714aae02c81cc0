import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/graph/commands/types.ts';
import { diffDocuments } from '../../../src/graph/diff.ts';
import { legendOf } from '../../../src/ui/compare/compare-legend.ts';
import { stopsOf } from '../../../src/ui/compare/stops.ts';
import { applied, chain, node } from '../../graph/support.ts';

const after = (...commands: readonly Command[]) =>
  commands.reduce((document, command) => applied(document, command).document, chain());
const changesOf = (...commands: readonly Command[]) => diffDocuments(chain(), after(...commands));
const stops = (...commands: readonly Command[]) =>
  stopsOf(changesOf(...commands)).map(({ key, kind, changes }) => [key, kind, changes.length]);

describe('where differences are seen', () => {
  it('gathers what changed of a node, and says changed rather than moved', () => {
    expect(
      stops(
        { type: 'move', positions: { d1: [0, 9], d2: [0, 90] } },
        { type: 'setParams', node: 'd1', params: { units: 5, activation: 'relu' } },
      ),
    ).toEqual([
      ['card d1', 'changed', 3],
      ['card d2', 'moved', 1],
    ]);
  });

  it('takes the wires along that came or went with a node', () => {
    const inserted: Command = {
      type: 'insert',
      node: node('bn', 'BatchNormalization'),
      edge: 'd1.outputs->relu.inputs',
      input: 'inputs',
      output: 'outputs',
    };
    expect(stops(inserted)).toEqual([
      ['card bn', 'added', 2],
      ['wire bn.outputs->relu.inputs', 'rewired', 1],
    ]);
    expect(stops({ type: 'remove', nodes: ['he'] })).toEqual([['ghost he', 'removed', 2]]);
  });

  it('knows wires that went or were moved, and the graph itself', () => {
    expect(stops({ type: 'disconnect', edges: ['relu.outputs->d2.inputs'] })).toEqual([
      ['ghost wire relu.outputs->d2.inputs', 'removed', 1],
    ]);
    expect(stops({ type: 'connect', edge: { from: 'd1.outputs', to: 'd2.inputs' }, replace: true })).toEqual([
      ['wire d1.outputs->d2.inputs', 'rewired', 1],
    ]);
    expect(stops({ type: 'setDocument', fields: { name: 'Other', seed: 8 } })).toEqual([['graph', 'changed', 2]]);
  });
});

it('the legend counts nodes and wires of each kind, a node once', () => {
  const changes = changesOf(
    { type: 'setParams', node: 'd1', params: { units: 5, activation: 'relu' } },
    { type: 'remove', nodes: ['he'] },
    { type: 'add', nodes: [node('x')], edges: [{ from: 'relu.outputs', to: 'x.inputs' }] },
    { type: 'move', positions: { data: [9, 9] } },
  );
  expect(legendOf(changes)).toEqual([
    { kind: 'added', words: '1 node and 1 wire added' },
    { kind: 'changed', words: '1 node changed' },
    { kind: 'removed', words: '1 node and 1 wire removed' },
    { kind: 'moved', words: '1 node moved' },
  ]);
});
