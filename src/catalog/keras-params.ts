/** A node's params as Keras' own config writes them. */
import type { JsonObject } from '../base/json.ts';
import type { NodeDefinition } from './define/index.ts';
import { isList, paramMeta } from './params.ts';
import type { ParamValue, ParamValues } from './params.ts';

export const kerasParams = ({ params: declared }: Pick<NodeDefinition, 'params'>, params: ParamValues): JsonObject =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const schema = declared[name];
      if (schema === undefined) return [name, value];
      const { pairs, nothing } = paramMeta(schema);
      if (nothing !== undefined && value === nothing) return [name, null];
      return [name, pairs === true ? inPairs(value) : value];
    }),
  );

/** What of a config of Keras is a param here, with None by the name that it has here. */
export const paramsIn = <V>(
  { params }: Pick<NodeDefinition, 'params'>,
  config: Readonly<Record<string, V>>,
): Readonly<Record<string, V | string | null>> =>
  Object.fromEntries(
    Object.entries(config).flatMap(([name, value]) => {
      const schema = Object.hasOwn(params, name) ? params[name] : undefined;
      if (schema === undefined) return [];
      return [[name, value === null ? (paramMeta(schema).nothing ?? null) : value]];
    }),
  );

function inPairs(value: ParamValue) {
  if (!isList(value)) return value;
  return Array.from({ length: value.length / 2 }, (_, i) => value.slice(2 * i, 2 * i + 2));
}
