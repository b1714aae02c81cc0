/** Which params of a node name the user's own data. */
import type { NodeDefinition } from './define/index.ts';
import { paramMeta } from './params.ts';
import type { ParamValues } from './params.ts';

/** The name of the param that holds a hash of data; undefined for types that use none. */
export const assetParam = ({ params }: Pick<NodeDefinition, 'params'>): string | undefined =>
  Object.entries(params).find(([, schema]) => paramMeta(schema).control === 'asset')?.[0];

/** What a type of the user's own data is made from; undefined for types that use none. */
export function wantedData(definition: Pick<NodeDefinition, 'params'>): 'table' | 'images' | undefined {
  const name = assetParam(definition);
  const schema = name === undefined ? undefined : definition.params[name];
  return schema && (paramMeta(schema).of === 'images' ? 'images' : 'table');
}

/** The hashes that a node names. */
export function namedAssets(definition: Pick<NodeDefinition, 'params'>, params: ParamValues): readonly string[] {
  const name = assetParam(definition);
  const hash = name === undefined ? '' : params[name];
  return typeof hash === 'string' && hash !== '' ? [hash] : [];
}
