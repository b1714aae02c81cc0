import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../../src/ui/canvas/cards/node-problems.ts';
import { rowName, rowWords, typedTo } from '../../../../src/ui/dock/outline/outline-words.ts';
import { nodeView } from '../../../../src/ui/stores/node-view.ts';
import type { GraphDocument } from '../../../../src/graph/types.ts';
import { compilationOf, graph } from '../../canvas/graph.ts';

function wordsOf(id: string, document: GraphDocument = graph) {
  const compilation = compilationOf(document);
  const view = nodeView({ document, compilation }, id);
  if (view === undefined) throw new Error(`${id} is not in the graph.`);
  return rowWords(view, document, problemsOf(compilation.diagnostics).get(id));
}

describe('the words of a row', () => {
  it('are what the card shows, the shapes on both sides, and the wires', () => {
    expect(wordsOf('d1')).toMatchObject({ title: 'Dense', type: undefined, id: 'd1', shape: '2 → 8' });
    expect(wordsOf('d1').params).toContain('units 8');
    expect(wordsOf('d1').reads).toEqual(['data', 'he']);
    expect(wordsOf('d1').feeds).toEqual(['out']);
    expect(wordsOf('data').shape).toBe('2');
    expect(wordsOf('opt').shape).toBeUndefined();
  });

  it('name the row with everything that is seen in it', () => {
    const document: GraphDocument = {
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === 'out' ? { ...node, label: 'Answer', muted: true } : node)),
    };
    const words = wordsOf('out', document);
    expect(rowName(words)).toMatch(/^Answer, Dense, out, bypassed, units 2, .*reads from d1, feeds loss/);
    const alone = { ...graph, edges: [] };
    expect(rowName(wordsOf('d1', alone))).toContain('not connected');
  });

  it('say what is wrong', () => {
    const document = { ...graph, edges: graph.edges.filter(({ to }) => to !== 'loss.y_true') };
    expect(rowName(wordsOf('loss', document))).toContain('Error: ');
  });
});

describe('typed letters', () => {
  const rows = [
    { id: 'data', names: ['', 'data', 'Dataset'] },
    { id: 'd1', names: ['First', 'd1', 'Dense'] },
    { id: 'out', names: ['', 'out', 'Dense'] },
  ];

  it('go on to the next row that begins so, and round', () => {
    expect(typedTo(rows, 'data', 'd')).toBe('d1');
    expect(typedTo(rows, 'd1', 'd')).toBe('out');
    expect(typedTo(rows, 'out', 'd')).toBe('data');
    expect(typedTo(rows, 'out', 'f')).toBe('d1');
  });

  it('stay while a longer word still fits, in any case of letters', () => {
    expect(typedTo(rows, 'd1', 'DE')).toBe('d1');
    expect(typedTo(rows, undefined, 'out')).toBe('out');
    expect(typedTo(rows, 'data', 'x')).toBeUndefined();
  });
});
