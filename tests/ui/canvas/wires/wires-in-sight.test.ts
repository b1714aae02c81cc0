import { expect, it } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import { toFlowEdges, toFlowNodes } from '../../../../src/ui/canvas/view/to-react-flow.ts';
import { keysInSight } from '../../../../src/ui/canvas/wires/wires-in-sight.ts';
import { compilationOf, graph } from '../graph.ts';

const NONE: ReadonlySet<string> = new Set();
const compilation = compilationOf(graph);
const cards = toFlowNodes({ document: graph, compilation, catalog, selected: NONE }, []);
const wires = toFlowEdges({ document: graph, catalog, selected: NONE, lanes: new Map() }, []);
const inSight = (x: number, y: number, width: number, height: number) =>
  keysInSight(cards, wires, { x, y, width, height }, compilation.edges);

it('names what is carried by the wires that begin or end in sight', () => {
  expect(inSight(-100, -100, 2000, 1000)).toEqual(['d1.outputs', 'd1/kernel', 'data.features', 'out.outputs']);
  // The data alone.
  expect(inSight(-100, -100, 110, 150)).toEqual(['data.features']);
  // The last layer and the loss.
  expect(inSight(700, -100, 100, 150)).toEqual(['out.outputs']);
  expect(inSight(5000, 0, 100, 100)).toEqual([]);
});
