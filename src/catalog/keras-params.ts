/** A node's params as Keras' own config writes them. */
import type { JsonObject } from '../base/json.ts';
import type { NodeDefinition } from './define/index.ts';
import { isList, paramMeta } from './params.ts';
import type { ParamValue, ParamValues } from './params.ts';

export const kerasParams = ({ params: declared }: Pick<NodeDefinition, 'params'>, params: ParamValues): JsonObject =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const schema = declared[name];
      return [name, schema !== undefined && paramMeta(schema).pairs === true ? inPairs(value) : value];
    }),
  );

function inPairs(value: ParamValue) {
  if (!isList(value)) return value;
  return Array.from({ length: value.length / 2 }, (_, i) => value.slice(2 * i, 2 * i + 2));
}
