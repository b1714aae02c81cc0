/*
 * The page reads what the catalog says of a type; what a type computes runs in the worker, which bundles the catalog
 * for itself. Functions that take tfjs' namespace as `tf` are never called on the page, so its bundle leaves their
 * bodies out, and with them what only they use. Called all the same, they throw. Update rules stay: the optimizers'
 * playground runs them on plain numbers (`src/catalog/optimizers/on-numbers.ts`). Workings with current numbers,
 * what callbacks do and the figures of metrics come from the worker, too; what is left out of Keras, nobody but the
 * command line tells; and descriptions are loaded with the inspector, from the one file that gathers them.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport, type Plugin } from 'vite';

const REASON = 'Numerics run in the worker';

const GONE = `{throw Error('${REASON}')}`;
/** Fields of definitions that are not read on the page; and those of which that holds where they are functions. */
const FIELDS: ReadonlySet<unknown> = new Set(['worked', 'without']);
const FUNCTIONS: ReadonlySet<unknown> = new Set(['start', 'result']);
/** The field of texts that the page reads in another place, where it is written out as a text. */
const TEXT = 'description';

const TEXTS_FILE = fileURLToPath(new URL('../ui/inspector/descriptions.ts', import.meta.url)).replaceAll('\\', '/');

interface Span {
  readonly start: number;
  readonly end: number;
}
interface Cut extends Span {
  readonly instead: string;
}

interface Property extends Span {
  readonly key?: { readonly name?: unknown };
  readonly value?: unknown;
}

/** A text that stands there, over several lines or not. */
function isText(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  const { type, value, left, right, expressions } = node as {
    [key in 'type' | 'value' | 'left' | 'right' | 'expressions']?: unknown;
  };
  if (type === 'BinaryExpression') return isText(left) && isText(right);
  if (type === 'TemplateLiteral') return Array.isArray(expressions) && expressions.length === 0;
  return type === 'Literal' && typeof value === 'string';
}

function isFunction(node: unknown): boolean {
  const { type } = (node ?? {}) as { type?: unknown };
  return type === 'FunctionExpression' || type === 'ArrowFunctionExpression';
}

/** The bodies of functions of `tf` in a syntax tree, outermost only, and the fields that are not read. */
function cutsIn(node: unknown): readonly Cut[] {
  if (Array.isArray(node)) return node.flatMap(cutsIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, properties } = node as { type?: unknown; properties?: unknown };
  if (type === 'ObjectExpression' && Array.isArray(properties))
    return (properties as Property[]).flatMap((each): readonly Cut[] => {
      const name = each.key?.name;
      return FIELDS.has(name) ||
        (FUNCTIONS.has(name) && isFunction(each.value)) ||
        (name === TEXT && isText(each.value))
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
  async transform(code, id) {
    if (id === TEXTS_FILE) {
      // What the file gathers when it runs, written out: on the page there is nothing left to gather.
      const { module } = await runnerImport<{ readonly descriptions: object }>(TEXTS_FILE, { configFile: false });
      return { code: `export const descriptions = ${JSON.stringify(module.descriptions)};`, map: null };
    }
    if (!/[\\/]src[\\/]catalog[\\/](?!optimizers[\\/]).*\.ts$/.test(id)) return undefined;
    const rest = withoutNumerics(code, (text) => this.parse(text));
    return rest === undefined ? undefined : { code: rest, map: null };
  },
};
