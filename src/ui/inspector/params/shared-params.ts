/** The params that several nodes have in common, so that they can be set together. */
import { paramMeta, sameParam } from '../../../catalog/params.ts';
import type { ParamSchema, ParamValue } from '../../../catalog/params.ts';
import type { NodeView } from '../../stores/node-view.ts';
import { isShown } from './param-values.ts';

export interface SharedParam {
  readonly name: string;
  readonly schema: ParamSchema;
  /** The first node's. */
  readonly value: ParamValue;
  readonly mixed: boolean;
}

/** In the order of the first node; what one of them does not have, or hides, is left out. */
export function sharedParams(views: readonly NodeView[]): readonly SharedParam[] {
  const [first, ...others] = views;
  if (first?.definition === undefined || others.length === 0) return [];
  return Object.entries(first.definition.params).flatMap(([name, schema]): readonly SharedParam[] => {
    const meta = paramMeta(schema);
    const everywhere = views.every(({ definition, params }) => {
      const own = definition?.params[name];
      return own !== undefined && alike(meta, paramMeta(own)) && isShown(paramMeta(own), params);
    });
    if (!everywhere) return [];
    const value = first.params[name] ?? null;
    return [{ name, schema, value, mixed: others.some(({ params }) => !sameParam(params[name] ?? null, value)) }];
  });
}

/** Whether what one takes the other takes as well. */
const alike = (a: ReturnType<typeof paramMeta>, b: ReturnType<typeof paramMeta>): boolean =>
  a.control === b.control &&
  a.min === b.min &&
  a.max === b.max &&
  a.optional === b.optional &&
  a.choices?.length === b.choices?.length;
