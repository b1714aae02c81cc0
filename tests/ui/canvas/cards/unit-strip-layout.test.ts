import { expect, test } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import { compile } from '../../../../src/compiler/compile.ts';
import {
  layerWithStrip,
  STRIP_MOST,
  STRIP_SIDE,
  stripLayout,
  stripTiles,
} from '../../../../src/ui/canvas/cards/bodies/unit-strip-layout.ts';
import { nodeView } from '../../../../src/ui/stores/node-view.ts';
import { example } from '../../../support/programs.ts';

function strips(name: string): readonly string[] {
  const document = example(name);
  const state = { document, compilation: compile(document, catalog) };
  return document.nodes.flatMap(({ id }) => {
    const view = nodeView(state, id);
    const layer = view && layerWithStrip(state, view);
    return layer === undefined ? [] : [layer];
  });
}

test('of data with two features, layers that add up or bend have maps; what normalises has none', () => {
  expect(strips('two-spirals')).toEqual(['d1', 'relu1', 'out', 'prob']);
});

test('of other data none has', () => {
  expect(strips('digits')).toEqual([]);
  expect(strips('sine-regression')).toEqual([]);
});

test('eight maps fill a row of the card, at most two rows of them', () => {
  expect(stripLayout(3)).toMatchObject({ columns: 8, rows: 1 });
  expect(stripLayout(8).width).toBeCloseTo(116, 0);
  expect([stripLayout(9).rows, stripLayout(500).rows]).toEqual([2, 2]);
  expect(stripLayout(9).height).toBeLessThan(32);
});

test('before anything was measured, and for another number of units, the places are empty', () => {
  const cells = STRIP_SIDE ** 2;
  expect(stripTiles(3)).toMatchObject({ count: 3, values: new Float32Array(3 * cells) });
  const measured = new Float32Array(3 * cells).fill(1);
  expect(stripTiles(3, measured).values).toBe(measured);
  expect(stripTiles(4, measured).values[0]).toBe(0);
  expect(stripTiles(99, new Float32Array(STRIP_MOST * cells)).count).toBe(STRIP_MOST);
});
