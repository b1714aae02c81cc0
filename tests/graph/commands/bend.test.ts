import { describe, expect, test } from 'vitest';
import { copySelection, parseClipboard, pasteCommand } from '../../../src/graph/clipboard.ts';
import { MAX_VIA } from '../../../src/graph/limits.ts';
import { edgeById } from '../../../src/graph/queries.ts';
import { serializeDocument } from '../../../src/graph/serialize.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { applied, chain, file, opened, refusal } from '../support.ts';

const EDGE = 'd1.outputs->relu.inputs';
const VIA = [[300, -50], [350, 60.5]] as const; // prettier-ignore
const bent = (): GraphDocument => applied(chain(), { type: 'bend', edge: EDGE, via: VIA }).document;
const viaOf = (document: GraphDocument, id = EDGE) => edgeById(document, id)?.via;

test('a wire is led through places, and goes its own way without any', () => {
  const { document, label } = applied(chain(), { type: 'bend', edge: EDGE, via: VIA });
  expect([label, viaOf(document)]).toEqual(['Bend wire', VIA]);
  const back = applied(document, { type: 'bend', edge: EDGE, via: [] });
  expect([back.label, back.document]).toEqual(['Straighten wire', chain()]);
  expect(applied(document, { type: 'bend', edge: EDGE, via: VIA }).document).toBe(document);
});

test('what cannot be is refused', () => {
  expect(refusal(chain(), { type: 'bend', edge: 'a.b->c.d', via: [] })).toContain('no wire "a.b->c.d"');
  expect(refusal(chain(), { type: 'bend', edge: EDGE, via: [[Number.NaN, 0]] })).toContain('no place');
  const via = Array.from({ length: MAX_VIA + 1 }, (_, i) => [i, 0] as const);
  expect(refusal(chain(), { type: 'bend', edge: EDGE, via })).toContain(`at most ${MAX_VIA} bends`);
});

test('the file keeps them, and sets aside what are none', () => {
  const text = serializeDocument(bent());
  expect(text).toContain('"to": "relu.inputs", "via": [[300, -50], [350, 60.5]] }');
  expect(opened(text)).toEqual({ document: bent(), warnings: [] });
  const edges = [{ from: 'a.b', to: 'c.d', via: [[1]] }];
  const { document, warnings } = opened(file({ edges }));
  expect(document.edges).toEqual([{ from: 'a.b', to: 'c.d', unreadable: { via: [[1]] } }]);
  expect(warnings.map(({ path }) => path)).toEqual(['edges[0].via']);
});

describe('bends', () => {
  test('move with both ends of their wire, and stay where one of them moves', () => {
    const both = applied(bent(), { type: 'move', positions: { d1: [210, 5], relu: [410, 5] } }).document;
    expect(viaOf(both)).toEqual([[310, -45], [360, 65.5]]); // prettier-ignore
    const one = applied(bent(), { type: 'move', positions: { d1: [210, 5] } }).document;
    expect(viaOf(one)).toEqual(VIA);
    const apart = applied(bent(), { type: 'move', positions: { d1: [210, 5], relu: [400, 5] } }).document;
    expect(viaOf(apart)).toEqual(VIA);
  });

  test('are copied beside the originals, and end where a node is put into the wire', () => {
    const fragment = parseClipboard(copySelection(bent(), ['d1', 'relu']));
    if (!fragment.ok) throw new Error(fragment.error);
    const pasted = applied(bent(), pasteCommand(bent(), fragment.value, { offset: [10, 20] })).document;
    expect(viaOf(pasted, 'd3.outputs->relu2.inputs')).toEqual([[310, -30], [360, 80.5]]); // prettier-ignore
    const inserted = applied(bent(), {
      type: 'insert',
      node: { id: 'bn', type: 'BatchNormalization', position: [0, 0] },
      edge: EDGE,
      input: 'inputs',
      output: 'outputs',
    }).document;
    expect(inserted.edges.filter(({ via }) => via !== undefined)).toEqual([]);
  });
});
