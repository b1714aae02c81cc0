import { describe, expect, it } from 'vitest';
import { must } from '../../../../src/base/invariant.ts';
import { catalog } from '../../../../src/catalog/index.ts';
import { nodeById } from '../../../../src/graph/queries.ts';
import { paramText, subLineOf, titleOf } from '../../../../src/ui/canvas/cards/node-words.ts';
import { compilationOf, graph } from '../graph.ts';

const facts = compilationOf(graph).nodes;
const node = (id: string) => must(nodeById(graph, id), id);
const subLine = (id: string) => subLineOf(node(id), catalog.get(node(id).type), facts.get(id));

describe('what a card says', () => {
  it('has a title: the label, or the data set’s name, or the type', () => {
    expect(titleOf({ ...node('d1'), label: 'Hidden' }, facts.get('d1'))).toBe('Hidden');
    expect(titleOf(node('data'), facts.get('data'))).not.toBe('Dataset');
    expect(titleOf(node('d1'), facts.get('d1'))).toBe('Dense');
  });

  it('has a sub-line by role', () => {
    expect(subLine('data')).toBe('Dataset · 1,000 points');
    expect(subLine('d1')).toBe('d1 · 24 params');
    expect(subLine('he')).toBe('sd √(2/fan_in)');
    expect(subLine('train')).toBe('60 epochs · batch 32');
    expect(subLine('opt')).toBe('opt');
  });

  it('says of an unknown type that it is unknown, and copes with params that are not valid', () => {
    expect(subLineOf({ id: 'x', type: 'Nope', position: [0, 0] }, undefined, undefined)).toBe('x · unknown type');
    expect(subLineOf({ ...node('train'), params: { epochs: 'many' } }, catalog.get('Train'), undefined)).toBe('train');
  });

  it('writes params as they were typed', () => {
    expect(paramText(0.001)).toBe('0.001');
    expect(paramText(1e-7)).toBe('1e−7');
    expect(paramText(-0.5)).toBe('−0.5');
    expect(paramText(true)).toBe('on');
    expect(paramText(null)).toBe('none');
    expect(paramText(0.1 + 0.2)).toBe('0.3');
    expect(paramText(0.0005)).toBe('0.0005');
    expect(paramText([3, -0.5])).toBe('3, −0.5');
  });
});
