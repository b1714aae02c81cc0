import { describe, expect, it } from 'vitest';
import { must } from '../../../../src/base/invariant.ts';
import { paramText, subLineOf, titleOf } from '../../../../src/ui/canvas/cards/node-words.ts';
import { nodeView, type NodeView } from '../../../../src/ui/stores/node-view.ts';
import { compilationOf, graph } from '../graph.ts';

const snapshot = { document: graph, compilation: compilationOf(graph) };
const view = (id: string): NodeView => must(nodeView(snapshot, id), id);
const subLine = (id: string) => subLineOf(view(id));

describe('what a card says', () => {
  it('has a title: the label, or the data set’s name, or the type', () => {
    expect(titleOf({ ...view('d1'), node: { ...view('d1').node, label: 'Hidden' } })).toBe('Hidden');
    expect(titleOf(view('data'))).not.toBe('Dataset');
    expect(titleOf(view('d1'))).toBe('Dense');
  });

  it('has a sub-line by role', () => {
    expect(subLine('data')).toBe('1,000 points');
    expect(subLine('d1')).toBe('d1 · 24 params');
    expect(subLine('he')).toBe('sd √(2/fan_in)');
    expect(subLine('train')).toBe('batches of 32');
    expect(subLine('opt')).toBe('opt');
  });

  it('names a training that is not simply called so: it is one of several', () => {
    const { node } = view('train');
    expect(subLineOf({ ...view('train'), node: { ...node, id: 'sgd' } })).toBe('sgd · batch 32');
  });

  it('names the function where the type leaves it open, and counts images as images', () => {
    const odd = {
      ...graph,
      nodes: [
        ...graph.nodes.map((node) => (node.id === 'data' ? { ...node, params: { name: 'digits' } } : node)),
        { id: 'end', type: 'Activation', position: [0, 0] as const, params: { activation: 'softmax' } },
      ],
    };
    const state = { document: odd, compilation: compilationOf(odd) };
    expect(subLineOf(must(nodeView(state, 'end'), 'end'))).toBe('softmax · end');
    expect(subLineOf(must(nodeView(state, 'data'), 'data'))).toBe('1,797 images');
  });

  it('says of an unknown type that it is unknown, and copes with params that are not valid', () => {
    const odd = {
      ...graph,
      nodes: [
        { id: 'x', type: 'Nope', position: [0, 0] as const },
        { ...view('train').node, params: { epochs: 'many' } },
      ],
    };
    const state = { document: odd, compilation: compilationOf(odd) };
    expect(subLineOf(must(nodeView(state, 'x'), 'x'))).toBe('x · unknown type');
    expect(subLineOf(must(nodeView(state, 'train'), 'train'))).toBe('batches of 32');
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
