/*
 * The page reads what the catalog says of a type; what a type computes runs in the worker, which bundles the catalog
 * for itself. Functions that take tfjs' namespace as `tf` are never called on the page, so its bundle leaves their
 * bodies out, and with them what only they use. Called all the same, they throw. Update rules stay: the optimizers'
 * playground runs them on plain numbers (`src/catalog/optimizers/on-numbers.ts`).
 */
import type { Plugin } from 'vite';

const REASON = 'Numerics run in the worker';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The bodies of functions of `tf` in a syntax tree, outermost only. */
function bodiesIn(node: unknown): readonly Span[] {
  if (Array.isArray(node)) return node.flatMap(bodiesIn);
  if (typeof node !== 'object' || node === null) return [];
  const { params, body } = node as { params?: unknown; body?: Span | null };
  const [first] = Array.isArray(params) ? (params as { type?: unknown; name?: unknown }[]) : [];
  const takesTf = first?.type === 'Identifier' && (first.name === 'tf' || first.name === '_tf');
  return takesTf && body ? [body] : Object.values(node).flatMap(bodiesIn);
}

/** The same code without those bodies; undefined if there are none. */
export function withoutNumerics(code: string, parse: (code: string) => unknown): string | undefined {
  const bodies = bodiesIn(parse(code)).toSorted((a, b) => b.start - a.start);
  if (bodies.length === 0) return undefined;
  return bodies.reduce(
    (rest, { start, end }) => `${rest.slice(0, start)}{throw Error('${REASON}')}${rest.slice(end)}`,
    code,
  );
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
