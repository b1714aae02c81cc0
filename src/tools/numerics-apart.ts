/*
 * The page reads what the catalog says of a type; what a type computes runs in the worker, which bundles the catalog
 * for itself. Functions that take tfjs' namespace as `tf` are never called on the page, so its bundle leaves their
 * bodies out, and with them what only they use. Called all the same, they throw. Update rules stay: the optimizers'
 * playground runs them on plain numbers (`src/catalog/optimizers/on-numbers.ts`). Workings with current numbers
 * are written in the worker, too.
 */
import type { Plugin } from 'vite';

const REASON = 'Numerics run in the worker';

const GONE = `{throw Error('${REASON}')}`;
/** Fields of definitions that the worker alone reads. */
const FIELDS: ReadonlySet<unknown> = new Set(['worked']);

interface Span {
  readonly start: number;
  readonly end: number;
}
interface Cut extends Span {
  readonly instead: string;
}

/** The bodies of functions of `tf` in a syntax tree, outermost only, and the fields that are not read. */
function cutsIn(node: unknown): readonly Cut[] {
  if (Array.isArray(node)) return node.flatMap(cutsIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, properties } = node as { type?: unknown; properties?: unknown };
  if (type === 'ObjectExpression' && Array.isArray(properties))
    return (properties as (Span & { key?: { name?: unknown } })[]).flatMap((each): readonly Cut[] => {
      const name = each.key?.name;
      return FIELDS.has(name)
        ? [{ start: each.start, end: each.end, instead: `${String(name)}: undefined` }]
        : cutsIn(each);
    });
  const { params, body } = node as { params?: unknown; body?: Span | null };
  const [first] = Array.isArray(params) ? (params as { type?: unknown; name?: unknown }[]) : [];
  const takesTf = first?.type === 'Identifier' && (first.name === 'tf' || first.name === '_tf');
  if (takesTf && body) return [{ start: body.start, end: body.end, instead: GONE }];
  return Object.values(node).flatMap(cutsIn);
}

/** The same code without those; undefined if there are none. */
export function withoutNumerics(code: string, parse: (code: string) => unknown): string | undefined {
  const cuts = cutsIn(parse(code)).toSorted((a, b) => b.start - a.start);
  if (cuts.length === 0) return undefined;
  return cuts.reduce((rest, { start, end, instead }) => rest.slice(0, start) + instead + rest.slice(end), code);
}

/** Vite applies it to the page alone: workers have plugins of their own. */
export const numericsApart: Plugin = {
  name: 'numerics-apart',
  apply: (_config, { command, isSsrBuild }) => command === 'build' && isSsrBuild !== true,
  enforce: 'post',
  transform(code, id) {
    if (!/[\\/]src[\\/]catalog[\\/](?!optimizers[\\/]).*\.ts$/.test(id)) return undefined;
    const rest = withoutNumerics(code, (text) => this.parse(text));
    return rest === undefined ? undefined : { code: rest, map: null };
  },
};
