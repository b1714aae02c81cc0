/** Ways to make a layer accept what is wired to it, found by trying each against the layer's own rule. */
import { formatShape, sameShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { DatasetInfo } from '../../catalog/define/index.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Graph, NodeOf, Resolved, Wire } from '../graph.ts';
import { atPorts, carriesTensors, originOf, tensorSources } from '../graph.ts';
import type { Fix } from '../types.ts';
import { insertOn } from './fix-commands.ts';
import { flatteningLayer, reshapingLayer } from './find-layer.ts';
import type { FoundLayer } from './find-layer.ts';
import { setWidth } from './widths.ts';

export function shapeFixes(
  graph: Graph,
  layer: NodeOf<'layer'>,
  shapes: readonly Shape[],
  facts: Facts,
): readonly Fix[] {
  const accepts = (tried: readonly Shape[]) => {
    const inputs = atPorts(layer, tried);
    return inputs !== undefined && layer.definition.outputShape(layer.params, inputs).ok;
  };
  const origins = tensorSources(layer);
  const wires = layer.into
    .filter(({ input }) => carriesTensors(input.kind))
    .filter((wire) => originOf(wire).found === 'node');
  return shapes.flatMap((shape, i): readonly Fix[] => {
    const wire = wires[i];
    const flat: Shape = [sizeOf(shape)];
    const flattened =
      shape.length > 1 && accepts(shapes.with(i, flat)) && wire !== undefined ? flattenFix(graph, wire, shape) : [];
    const laidOut = layouts(shape, imageBehind(origins[i], facts))
      .filter((layout) => accepts(shapes.with(i, layout)))
      .flatMap((layout) =>
        wire === undefined || wire.input.many === true ? [] : reshapeFix(graph, wire, shape, layout),
      );
    // Another wire's shape, if it differs in the last dimension only.
    const other = shapes.find(
      (each) =>
        each.length === shape.length && sameShape(each.slice(0, -1), shape.slice(0, -1)) && !sameShape(each, shape),
    );
    const width = other?.at(-1);
    const widened =
      other !== undefined && width !== undefined && accepts(shapes.with(i, other))
        ? setWidth(origins[i], width, facts)
        : [];
    return [...flattened, ...laidOut, ...widened];
  });
}

/** Puts a flattening layer on a wire, if the catalog has one. */
export const flattenFix = (graph: Graph, wire: Wire, shape: Shape): readonly Fix[] =>
  insertFix(graph, wire, flatteningLayer(graph.catalog, shape), shape, [sizeOf(shape)]);

/** Puts a layer on a wire that lays its values out anew, if the catalog has one. */
const reshapeFix = (graph: Graph, wire: Wire, shape: Shape, layout: Shape): readonly Fix[] =>
  insertFix(graph, wire, reshapingLayer(graph.catalog, shape, layout), shape, layout);

function insertFix(
  { document }: Graph,
  wire: Wire,
  found: FoundLayer | undefined,
  shape: Shape,
  becomes: Shape,
): readonly Fix[] {
  if (found === undefined) return [];
  const { type, ports, params } = found;
  return [
    {
      label: `Insert ${type} before ${wire.to.id} (${formatShape(shape)} becomes ${formatShape(becomes)})`,
      command: insertOn(document, wire.edge, type, ports, params),
    },
  ];
}

/** Four numbers that are no image are not taken for one of 2×2. */
const SMALLEST_PICTURE = 4;

/** Other ways to lay the same values out, likeliest first: as an image, as a sequence. */
function layouts(shape: Shape, image: DatasetInfo['image']): readonly Shape[] {
  const [first = 1, second = 1, third = 1] = shape;
  const values = sizeOf(shape);
  if (shape.length === 2) return [[first, second, 1]];
  if (shape.length === 3)
    return [
      [first * second, third],
      [first, second * third],
    ];
  if (shape.length !== 1 || values === 1) return [];
  const side = Math.sqrt(values);
  const [width, height] = image ?? [side, side];
  const channels = values / (width * height);
  const isPicture = Number.isInteger(channels) && Number.isInteger(width) && width >= SMALLEST_PICTURE;
  const pictures = isPicture ? [[height, width, channels]] : [];
  const rows = pictures.length > 0 ? [[height, width * channels]] : [];
  return [...pictures, ...rows, [values, 1]];
}

/** Width and height of the images that a node's values come from, if they come from images. */
function imageBehind(node: Resolved | undefined, facts: Facts): DatasetInfo['image'] {
  const seen = new Set<Resolved>();
  for (let each = node; each !== undefined && !seen.has(each); each = tensorSources(each)[0]) {
    seen.add(each);
    const dataset = facts.get(each.id)?.dataset;
    if (dataset !== undefined) return dataset.image;
  }
  return undefined;
}
