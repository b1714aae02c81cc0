/*
 * Finds the param that decides how many values a layer gives, by trying: the one integer param that
 * the last dimension of the output follows. So no fix has to know what a layer calls it.
 */
import type { Shape } from '../../base/shape.ts';
import type { AtPorts, LayerDefinition } from '../../catalog/define/index.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { Facts } from '../passes/shapes.ts';
import type { NodeOf, Resolved } from '../graph.ts';
import { atPorts, hasRole, tensorSources } from '../graph.ts';
import type { Fix } from '../types.ts';
import { setParam } from './fix-commands.ts';

/** Name of the param that sets the layer's width for inputs of these shapes, if there is one; its value is a number. */
export function widthParam(
  definition: LayerDefinition,
  params: ParamValues,
  shapes: AtPorts<Shape>,
): string | undefined {
  const now = definition.outputShape(params, shapes);
  if (!now.ok) return undefined;
  const width = now.value.at(-1);
  return Object.entries(params).find(([name, value]) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value !== width) return false;
    const other = definition.outputShape({ ...params, [name]: value + 1 }, shapes);
    return other.ok && other.value.at(-1) === value + 1;
  })?.[0];
}

/** The layer that decides the width of this node's output: the node itself, or one before it that it leaves unchanged. */
export function widthLayer(
  node: Resolved | undefined,
  facts: Facts,
): { layer: NodeOf<'layer'>; param: string } | undefined {
  const seen = new Set<Resolved>();
  let current = node;
  while (hasRole(current, 'layer') && !seen.has(current)) {
    seen.add(current);
    const known = facts.get(current.id);
    const shapes = known?.inputShapes.filter((shape) => shape !== undefined) ?? [];
    const atEach = atPorts(current, shapes);
    const param = atEach && widthParam(current.definition, current.params, atEach);
    if (param !== undefined) return { layer: current, param };
    const before = tensorSources(current);
    // Past a merge the width has several causes.
    if (before.length !== 1 || shapes[0]?.at(-1) !== known?.outputShape?.at(-1)) return undefined;
    current = before[0];
  }
  return undefined;
}

/** `Set units to 3`, on the layer that decides the width of `node`'s output. */
export function setWidth(node: Resolved | undefined, width: number, facts: Facts): readonly Fix[] {
  const found = widthLayer(node, facts);
  if (found === undefined || width < 1) return [];
  const { layer, param } = found;
  if (layer.definition.params[param]?.safeParse(width).success !== true) return [];
  return [{ label: `Set ${param} of ${layer.id} to ${width}`, command: setParam(layer.id, param, width) }];
}
