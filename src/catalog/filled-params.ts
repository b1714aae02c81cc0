import type { GraphNode, Params } from '../graph/types.ts';
import type { Catalog } from './catalog.ts';
import { readableParams } from './catalog.ts';

/**
 * The params of a node with the defaults of its type filled in: one written out as its default is no change. What is
 * written stays as it is, also where the type does not accept it: another such value is a change.
 */
export function filledParams({ type, params }: GraphNode, catalog: Catalog): Params {
  const definition = catalog.get(type);
  if (definition === undefined) return params ?? {};
  return Object.fromEntries(
    Object.entries({ ...readableParams(definition, params).params, ...params }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}
