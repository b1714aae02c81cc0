import type { GraphNode, Params } from '../graph/types.ts';
import type { Catalog } from './catalog.ts';
import { defaultParams } from './catalog.ts';

/** The params of a node with the defaults of its type filled in: one written out as its default is no change. */
export function filledParams({ type, params }: GraphNode, catalog: Catalog): Params {
  const definition = catalog.get(type);
  if (definition === undefined) return params ?? {};
  return Object.fromEntries(
    Object.entries({ ...defaultParams(definition), ...params }).filter(([, value]) => value !== undefined),
  );
}
