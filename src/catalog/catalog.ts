/** A table of node types. Everything outside this folder looks types up here. */
import { byPlace } from '../base/rank.ts';
import type { DefinitionOf, NodeDefinition, Role } from './define/index.ts';
import { CATEGORIES, parseParams } from './define/index.ts';
import type { ParamValues } from './params.ts';
import type { Params } from '../graph/types.ts';
import type { PortSpec } from './ports.ts';

export interface Catalog {
  /** In the palette's order: by category, those that come first in it, the others by name. */
  readonly all: readonly NodeDefinition[];
  /** The types that beginners look for, in the order in which the folders of the catalog list them. */
  readonly first: readonly string[];
  get(type: string): NodeDefinition | undefined;
  /** The definition of a type that must exist and have this role; throws otherwise (a bug, not bad input). */
  expect<R extends Role>(type: string, role: R): DefinitionOf<R>;
}

/** @param first the types that come first in their category, in this order. */
export function createCatalog(definitions: readonly NodeDefinition[], first: readonly string[] = []): Catalog {
  const inPalette = byPlace<NodeDefinition>(first, ({ type }) => type);
  const all = definitions.toSorted(
    (a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) || inPalette(a, b),
  );
  const byType = new Map(all.map((definition) => [definition.type, definition]));
  return {
    all,
    first,
    get: (type) => byType.get(type),
    expect: <R extends Role>(type: string, role: R) => {
      const definition = byType.get(type);
      if (definition?.role !== role) throw new Error(`Catalog: ${type} is not a ${role}`);
      return definition as DefinitionOf<R>;
    },
  };
}

export const inputPort = (definition: NodeDefinition, name: string): PortSpec | undefined =>
  definition.inputs.find((port) => port.name === name);
export const outputPort = (definition: NodeDefinition, name: string): PortSpec | undefined =>
  definition.outputs.find((port) => port.name === name);

/**
 * The params of a node as its definition's methods expect them: defaults filled in, also for each value
 * that the definition does not accept. `bad` names those.
 */
export function readableParams(
  definition: NodeDefinition,
  params: Params | undefined,
): { readonly params: ParamValues; readonly bad: readonly string[] } {
  const parsed = parseParams(definition, params);
  if (parsed.success) return { params: parsed.data, bad: [] };
  const bad = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  const good = Object.fromEntries(Object.entries(params ?? {}).filter(([name]) => !bad.has(name)));
  const again = parseParams(definition, good);
  return { params: again.success ? again.data : defaultParams(definition), bad: [...bad] };
}

/** The params a fresh node of this type has. */
export function defaultParams(definition: NodeDefinition): ParamValues {
  const parsed = parseParams(definition, {});
  if (!parsed.success) throw new Error(`Catalog: the defaults of ${definition.type} do not pass its own limits`);
  return parsed.data;
}
