/* What the dialog offers to try of a param, before anybody has typed anything. */
import type { Catalog } from '../../catalog/catalog.ts';
import { readableParams } from '../../catalog/catalog.ts';
import { paramMeta } from '../../catalog/params.ts';
import type { ParamMeta, ParamValue } from '../../catalog/params.ts';
import { sweepable, TYPE, typesFor } from '../../compiler/sweep/variants.ts';
import { nodeById } from '../../graph/queries.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';

export interface SweepParam {
  readonly name: string;
  /** What there is to choose from; undefined for numbers, which are written. */
  readonly choices: readonly string[] | undefined;
  readonly meta: ParamMeta | undefined;
  readonly now: ParamValue;
  /** Values that are worth a try, as they are written. */
  readonly suggestion: string;
}

export function sweepParams(document: GraphDocument, catalog: Catalog, id: NodeId): readonly SweepParam[] {
  const node = nodeById(document, id);
  const definition = node && catalog.get(node.type);
  if (node === undefined || definition === undefined) return [];
  const { params } = readableParams(definition, node.params);
  return sweepable(document, catalog, id).map((name): SweepParam => {
    if (name === TYPE) {
      const choices = typesFor(document, catalog, id);
      return { name, choices, meta: undefined, now: node.type, suggestion: choices.join(', ') };
    }
    const schema = definition.params[name];
    const meta = schema === undefined ? undefined : paramMeta(schema);
    const now = params[name] ?? null;
    const choices = meta?.control === 'boolean' ? ['on', 'off'] : meta?.choices?.map(({ value }) => value);
    return { name, choices, meta, now, suggestion: choices?.join(', ') ?? around(meta, now) };
  });
}

/** Half, the present value, twice and four times as much; tenths and tens for what goes by factors of ten. */
function around(meta: ParamMeta | undefined, now: ParamValue): string {
  const whole = meta?.control === 'integer';
  const centre = typeof now === 'number' && now > 0 ? now : whole ? 4 : 0.1;
  const factors = meta?.log === true ? [0.1, 0.316, 1, 3.16, 10] : [0.5, 1, 2, 4];
  const [low, high] = [meta?.min ?? -Infinity, meta?.max ?? Infinity];
  const values = factors
    .map((factor) => Number((centre * factor).toPrecision(3)))
    .map((value) => (whole ? Math.max(1, Math.round(value)) : value))
    .map((value) => Math.min(high, Math.max(low, value)));
  return [...new Set(values)].join(', ');
}
