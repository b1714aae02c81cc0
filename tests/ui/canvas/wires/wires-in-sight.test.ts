import { expect, it } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import type { GraphDocument } from '../../../../src/graph/types.ts';
import { toFlowEdges, toFlowNodes } from '../../../../src/ui/canvas/view/to-react-flow.ts';
import { keysInSight } from '../../../../src/ui/canvas/wires/wires-in-sight.ts';
import { compilationOf, graph } from '../graph.ts';

const NONE: ReadonlySet<string> = new Set();

/** What is named in sight of a graph. */
function lookingAt(document: GraphDocument) {
  const compilation = compilationOf(document);
  const cards = toFlowNodes({ document, compilation, catalog, selected: NONE }, []);
  const wires = toFlowEdges({ document, catalog, selected: NONE, lanes: new Map() }, []);
  return (x: number, y: number, width: number, height: number) =>
    keysInSight(cards, wires, { x, y, width, height }, compilation.edges);
}

const inSight = lookingAt(graph);

it('names what is carried by the wires that begin or end in sight', () => {
  expect(inSight(-100, -100, 2000, 1000)).toEqual(['d1.outputs', 'd1/kernel', 'data.features', 'out.outputs']);
  // The data alone.
  expect(inSight(-100, -100, 110, 150)).toEqual(['data.features']);
  // The last layer and the loss.
  expect(inSight(700, -100, 100, 150)).toEqual(['out.outputs']);
  expect(inSight(5000, 0, 100, 100)).toEqual([]);
});

it('names the weights that a regularizer charges for, whose penalty stands on its wire', () => {
  const charged = {
    ...graph,
    nodes: [...graph.nodes, { id: 'l2', type: 'L2', position: [700, 200] as const }],
    edges: [...graph.edges, { from: 'l2.regularizer', to: 'out.kernel_regularizer' }],
  };
  expect(lookingAt(charged)(700, 150, 100, 150)).toEqual(['out/kernel']);
});
