/*
 * Reads a node's params with its definition's schema. Bad values give a diagnostic and their default,
 * so that shapes still show while the user types. Results are kept per node object: nodes that an edit
 * did not touch are not parsed again.
 */
import { readableParams } from '../../catalog/catalog.ts';
import type { NodeDefinition, Refusal } from '../../catalog/define/index.ts';
import { listWords } from '../../catalog/param-words.ts';
import { isList, paramDefault, paramMeta, sameParam } from '../../catalog/params.ts';
import type { ParamMeta, ParamSchema, ParamValue, ParamValues } from '../../catalog/params.ts';
import { count } from '../../base/format.ts';
import type { Json } from '../../base/json.ts';
import { MAX_TEXT } from '../../graph/limits.ts';
import type { GraphNode } from '../../graph/types.ts';
import { nearest } from '../../base/nearest.ts';
import { shorten } from '../../base/text.ts';
import { MOST_ALIKE } from '../diagnostics.ts';
import type { Diagnostic, Fix } from '../types.ts';

export interface ParamReading {
  readonly params: ParamValues;
  readonly diagnostics: readonly Diagnostic[];
}

const readings = new WeakMap<GraphNode, { readonly definition: NodeDefinition; readonly reading: ParamReading }>();

export function readParams(node: GraphNode, definition: NodeDefinition): ParamReading {
  const known = readings.get(node);
  if (known?.definition === definition) return known.reading;
  const reading = read(node, definition);
  readings.set(node, { definition, reading });
  return reading;
}

function read(node: GraphNode, definition: NodeDefinition): ParamReading {
  const { params, bad } = readableParams(definition, node.params);
  const unknown = Object.keys(node.params ?? {}).filter((name) => !Object.hasOwn(definition.params, name));
  const diagnostics = unknown.slice(0, MOST_ALIKE).map((name) => unknownParam(node, definition, name, params));
  if (unknown.length > MOST_ALIKE) diagnostics.push(moreUnknown(node, unknown.length - MOST_ALIKE));
  for (const name of bad) {
    const schema = definition.params[name];
    if (schema !== undefined)
      diagnostics.push(badParam(node, name, schema, (value) => accepts(definition, params, name, value)));
  }
  const refusal = definition.refuses?.(params);
  // Against a default that stands in for a bad value it would say nothing of what the user wrote.
  if (refusal !== undefined && bad.length === 0) {
    const helps = (tried: ParamValues) => definition.refuses?.({ ...params, ...tried }) === undefined;
    diagnostics.push(clashing(node, { ...refusal, remedies: refusal.remedies.filter((each) => helps(each.params)) }));
  }
  return { params: { ...params, ...beginnings(node, definition, bad) }, diagnostics };
}

/** Of a text that is too long the beginning is shown, which says more than the default. */
function beginnings(node: GraphNode, definition: NodeDefinition, bad: readonly string[]): ParamValues {
  const texts = bad.flatMap((name) => {
    const found = node.params?.[name];
    const schema = definition.params[name];
    const isText = schema !== undefined && paramMeta(schema).control === 'text' && typeof found === 'string';
    return isText ? [[name, shorten(found, MAX_TEXT)] as const] : [];
  });
  return Object.fromEntries(texts);
}

/** Params that are fine one by one and contradict each other, as two ways of clipping a gradient do. */
const clashing = (node: GraphNode, { message, remedies }: Refusal): Diagnostic => ({
  severity: 'error',
  code: 'clashing-params',
  node: node.id,
  message: `${node.type} ${node.id}: ${message}`,
  hint: 'Each of these values is allowed, but not together with the others.',
  fixes: remedies.map(({ label, params }) => ({
    label: `${label} of ${node.id}`,
    command: { type: 'setParams', node: node.id, params },
  })),
});

function unknownParam(node: GraphNode, definition: NodeDefinition, name: string, values: ParamValues): Diagnostic {
  const { params } = definition;
  const free = Object.keys(params).filter((each) => !Object.hasOwn(node.params ?? {}, each));
  const meant = nearest(name, free);
  const value = node.params?.[name];
  const remove: Fix = {
    label: `Remove ${name}`,
    command: { type: 'setParams', node: node.id, params: { [name]: undefined } },
  };
  const rename: Fix[] =
    meant === undefined || value === undefined || !accepts(definition, values, meant, value)
      ? []
      : [
          {
            label: `Rename ${name} to ${meant}`,
            command: { type: 'setParams', node: node.id, params: { [name]: undefined, [meant]: value } },
          },
        ];
  return {
    severity: 'warning',
    code: 'unknown-param',
    node: node.id,
    param: name,
    message: `${node.type} ${node.id} has no param "${name}"; it has no effect.`,
    hint:
      meant === undefined
        ? `Params of ${node.type}: ${Object.keys(params).join(', ') || 'none'}.`
        : `Did you mean ${meant}?`,
    // `__proto__` is no name for a param, and no command takes it.
    fixes: name === '__proto__' ? [] : [...rename, remove],
  };
}

/** The rest of very many: telling each of them what may have been meant takes longer than anybody reads. */
const moreUnknown = (node: GraphNode, more: number): Diagnostic => ({
  severity: 'warning',
  code: 'unknown-param',
  node: node.id,
  more,
  message: `${node.type} ${node.id} has ${count(more)} more unknown params.`,
  hint: 'Deal with the ones above first.',
});

/** Whether a value goes together with a node's other params. */
const accepts = (definition: NodeDefinition, params: ParamValues, name: string, value: Json): boolean => {
  const { params: tried, bad } = readableParams(definition, { ...params, [name]: value });
  return bad.length === 0 && definition.refuses?.(tried) === undefined;
};

function badParam(
  node: GraphNode,
  name: string,
  schema: ParamSchema,
  suits: (value: ParamValue) => boolean,
): Diagnostic {
  const meta = paramMeta(schema);
  const found = node.params?.[name];
  const wished = closest(found, meta, schema);
  const initial = paramDefault(schema);
  const set = (value: ParamValue, label: string): Fix => ({
    label,
    command: { type: 'setParams', node: node.id, params: { [name]: value } },
  });
  return {
    severity: 'error',
    code: 'bad-param',
    node: node.id,
    param: name,
    message: `${name} of ${node.type} ${node.id} is ${inWords(found)}, expected ${expected(meta)}.`,
    hint: meta.help,
    fixes: [
      ...(wished === undefined || sameParam(wished, initial) || !suits(wished)
        ? []
        : [set(wished, wishInWords(name, wished, meta))]),
      set(initial, `Set ${name} to its default, ${written(initial)}`),
    ],
  };
}

const wishInWords = (name: string, wished: ParamValue, { control }: ParamMeta): string =>
  control === 'text' ? `Keep only the first ${count(MAX_TEXT)} characters` : `Set ${name} to ${written(wished)}`;

/** The allowed value nearest to what was found, if there is a sensible one. */
function closest(found: Json | undefined, meta: ParamMeta, schema: ParamSchema): ParamValue | undefined {
  if (typeof found === 'string' && meta.choices !== undefined) {
    return nearest(
      found,
      meta.choices.map(({ value }) => value),
    );
  }
  if (typeof found === 'string' && meta.control === 'text') return shorten(found, MAX_TEXT);
  if (meta.exact === true) return undefined;
  const value = isListMeta(meta) ? closestList(found, meta) : closestNumber(found, meta);
  return value !== undefined && schema.safeParse(value).success ? value : undefined;
}

const isListMeta = ({ control }: ParamMeta): boolean => control === 'integers' || control === 'numbers';

function closestNumber(
  found: Json | undefined,
  { control, min = -Infinity, max = Infinity, offered = max }: ParamMeta,
) {
  const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  const whole = control === 'integer' || control === 'integers' ? Math.round(number) : number;
  return Math.max(Math.min(whole, max, offered), min);
}

/** One number stands for as many as are needed; a list is cut off, or goes on with its last number. */
function closestList(found: Json | undefined, meta: ParamMeta): readonly number[] | undefined {
  const { minLength = 0, maxLength = Infinity } = meta;
  const items = (isList(found) ? found : [found]).slice(0, maxLength).map((item) => closestNumber(item, meta));
  const numbers = items.filter((item) => item !== undefined);
  const last = numbers.at(-1);
  if (last === undefined || numbers.length < items.length) return undefined;
  return [...numbers, ...Array.from({ length: Math.max(0, minLength - numbers.length) }, () => last)];
}

const CONTROL_WORDS: Readonly<Record<ParamMeta['control'], (meta: ParamMeta) => string>> = {
  integer: () => 'a whole number',
  number: () => 'a number',
  integers: (meta) => `a list of ${listWords(meta)}`,
  numbers: (meta) => `a list of ${listWords(meta)}`,
  boolean: () => 'true or false',
  choice: ({ choices = [] }) => `one of ${choices.map(({ value }) => value).join(', ')}`,
  asset: () => 'the hash of data in this file',
  column: () => 'the name of a column',
  columns: () => 'names of columns, one a line',
  text: () => `text of up to ${count(MAX_TEXT)} characters`,
};

function expected(meta: ParamMeta): string {
  const { control, min, max, optional } = meta;
  const range =
    min !== undefined && max !== undefined
      ? ` from ${min} to ${max}`
      : min !== undefined
        ? ` of at least ${min}`
        : max !== undefined
          ? ` of at most ${max}`
          : '';
  return `${CONTROL_WORDS[control](meta)}${range}${optional === true ? ', or null for off' : ''}`;
}

const LONGEST = 40;
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** A value that is allowed, as it stands in a fix's label. */
const written = (value: ParamValue): string =>
  isList(value) ? shortened(`[${value.join(', ')}]`) : String(value ?? 'none');

function inWords(value: Json | undefined): string {
  if (typeof value === 'string') return `"${shortened(value)}"`;
  if (isList(value) && value.every((each) => typeof each === 'number')) return `the list ${written(value)}`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
