import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Command } from '../../../src/graph/commands/types.ts';
import { diffDocuments } from '../../../src/graph/diff.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { areaOfMarks, countOf, marksIn, marksOf } from '../../../src/ui/compare/marks.ts';
import { stopsOf } from '../../../src/ui/compare/stops.ts';
import { toFlowEdges, toFlowNodes } from '../../../src/ui/canvas/view/to-react-flow.ts';
import { applied, chain, node } from '../../graph/support.ts';

const drawn = (document: GraphDocument) => ({
  cards: toFlowNodes({ document, compilation: compile(document, catalog), catalog, selected: new Set() }, []),
  wires: toFlowEdges({ document, catalog, selected: new Set(), lanes: new Map() }, []),
});

function marks(...commands: readonly Command[]) {
  const before = chain();
  const after = commands.reduce((document, command) => applied(document, command).document, before);
  const stops = stopsOf(diffDocuments(before, after));
  return marksOf({ stops, before, after, ...drawn(after), catalog });
}

describe('the marks of differences', () => {
  it('a ring around a changed card tells what changed, and where it stood', () => {
    const { cards } = marks(
      { type: 'setParams', node: 'd1', params: { units: 5 } },
      { type: 'move', positions: { d1: [220, 40] } },
    );
    expect(cards).toHaveLength(1);
    expect(cards[0]).toMatchObject({
      kind: 'changed',
      lines: ['units 4 → 5'],
      box: { x: 220, y: 40 },
      formerly: { x: 200, y: 0 },
    });
  });

  it('what is gone is a ghost at its old place, with its wires', () => {
    const { ghosts, wires } = marks({ type: 'remove', nodes: ['he'] });
    expect(ghosts).toMatchObject([{ node: { id: 'he' }, box: { x: 200, y: 200 } }]);
    expect(wires).toMatchObject([{ id: 'he.initializer->d1.kernel_initializer', kind: 'removed', ghost: true }]);
    // From the ghost's upper edge.
    expect(wires[0]?.d).toMatch(/^M268 200C/);
  });

  it('a moved wire is drawn as it was and underlaid as it is', () => {
    const { wires } = marks({ type: 'connect', edge: { from: 'd1.outputs', to: 'd2.inputs' }, replace: true });
    expect(wires.map(({ id, kind, ghost }) => [id, kind, ghost])).toEqual([
      ['relu.outputs->d2.inputs', 'removed', true],
      ['d1.outputs->d2.inputs', 'rewired', false],
    ]);
    expect(wires[1]?.d).toMatch(/^M336 38C/);
  });

  it('are counted, framed, and cut to a part of the canvas', () => {
    const all = marks(
      { type: 'setParams', node: 'd1', params: { units: 5 } },
      { type: 'remove', nodes: ['he'] },
      { type: 'setMuted', nodes: ['d2'], muted: true },
    );
    expect(countOf(all)).toBe(4);
    const area = areaOfMarks(all);
    expect(area).toMatchObject({ x: 200 });
    expect(area?.y).toBeLessThan(0);
    const cut = marksIn(all, { x: 500, y: 0, width: 300, height: 300 });
    expect([cut.cards.map(({ node: id }) => id), countOf(cut)]).toEqual([['d2'], 1]);
  });

  it('follows a card that is being dragged', () => {
    const before = chain();
    const after = applied(before, {
      type: 'add',
      nodes: [node('x')],
      edges: [{ from: 'relu.outputs', to: 'x.inputs' }],
    }).document;
    const { cards, wires } = drawn(after);
    const dragged = cards.map((card) => (card.id === 'x' ? { ...card, position: { x: 900, y: 300 } } : card));
    const found = marksOf({
      stops: stopsOf(diffDocuments(before, after)),
      before,
      after,
      cards: dragged,
      wires,
      catalog,
    });
    expect(found.cards[0]).toMatchObject({ kind: 'added', box: { x: 900, y: 300 } });
    expect(found.wires[0]?.d).toMatch(/900 338$/);
  });
});
