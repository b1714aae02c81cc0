/** Ways to make a layer accept what is wired to it, found by trying each against the layer's own rule. */
import { formatShape, sameShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Graph, NodeOf, Wire } from '../graph.ts';
import { atPorts, carriesTensors, originOf, tensorSources } from '../graph.ts';
import type { Fix } from '../types.ts';
import { insertOn } from './fix-commands.ts';
import { flatteningLayer } from './find-layer.ts';
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
    return [...flattened, ...widened];
  });
}

/** Puts a flattening layer on a wire, if the catalog has one. */
export function flattenFix(graph: Graph, wire: Wire, shape: Shape): readonly Fix[] {
  const found = flatteningLayer(graph.catalog, shape);
  if (found === undefined) return [];
  const { type, ports } = found;
  return [
    {
      label: `Insert ${type} before ${wire.to.id} (${formatShape(shape)} becomes ${sizeOf(shape)})`,
      command: insertOn(graph.document, wire.edge, type, ports),
    },
  ];
}
