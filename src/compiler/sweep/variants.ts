/*
 * Variants of a graph, each with another value of a param or another type in a node's place. They are made by
 * commands on copies: the graph itself stays as it is.
 */
import type { Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import { shorten } from '../../base/text.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { isList, paramMeta } from '../../catalog/params.ts';
import type { ParamValue } from '../../catalog/params.ts';
import { applyCommand } from '../../graph/commands/apply.ts';
import { edgesInto, nodeById } from '../../graph/queries.ts';
import { endpoint } from '../../graph/types.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
import { allOffers } from '../offers.ts';
import type { Offer } from '../offers.ts';
import { retyped } from '../retype.ts';
import { MAX_RUNS, readValues } from './values.ts';

/** Stands for the type of a node, beside the names of its params. */
export const TYPE = 'type';

/** One thing that is varied. */
export interface Axis {
  readonly node: NodeId;
  /** A param's name, or `type`. */
  readonly param: string;
  readonly values: readonly ParamValue[];
}

export interface Variant {
  /** What each axis has here, by `node.param`. */
  readonly values: Readonly<Record<string, ParamValue>>;
  /** The same in words: `16`, or `16 · Adam`. */
  readonly label: string;
  readonly document: GraphDocument;
}

export const axisName = ({ node, param }: Pick<Axis, 'node' | 'param'>): string => `${node}.${param}`;

/** A value as it is written in a label. */
export function valueWords(value: ParamValue): string {
  if (value === null) return 'off';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return isList(value) ? value.join(' × ') : shorten(String(value), 32);
}

/** Types that can stand in this node's place with all its wires, its own among them; one of them is no choice. */
export function typesFor(document: GraphDocument, catalog: Catalog, node: NodeId): readonly string[] {
  const own = nodeById(document, node)?.type ?? '';
  return plainOffers(catalog)
    .filter((offer) => offer.id === own || retyped(document, catalog, node, offer) !== undefined)
    .map(({ id }) => id);
}

/** Types, without the functions that are offered beside them. */
const plainOffers = (catalog: Catalog): readonly Offer[] =>
  allOffers(catalog).filter(({ params }) => params === undefined);

/** Reads `d1.units=8,16,32`, `opt.learning_rate=1e-4..1e-1:7` or `opt.type=*`. */
export function readAxis(document: GraphDocument, catalog: Catalog, text: string): Result<Axis, string> {
  const match = /^([^.=\s]+)\.([^.=\s]+)\s*=\s*(.+)$/.exec(text.trim());
  const [, node = '', param = '', values = ''] = match ?? [];
  if (match === null) return err(`Found “${shorten(text)}”, expected a param and its values, as in d1.units=8,16,32.`);
  const found = nodeById(document, node);
  if (found === undefined) return err(`There is no node “${shorten(node)}” in this graph.`);
  const place = `${node}.${param}: `;
  if (param === TYPE) {
    const types = readTypes(document, catalog, node, values);
    return types.ok ? ok({ node, param, values: types.value }) : err(`${place}${types.error}`);
  }
  const definition = catalog.get(found.type);
  const schema = definition?.params[param];
  if (definition === undefined || schema === undefined) {
    const names = [...Object.keys(definition?.params ?? {}), TYPE];
    return err(`${found.type} (${node}) has no param “${shorten(param)}”. It has: ${names.join(', ')}.`);
  }
  const [wire] = edgesInto(document, node, param);
  if (wire !== undefined) {
    return err(`${place}it is wired, so its own value makes no difference. Vary ${endpoint(wire.from).node} instead.`);
  }
  const read = readValues(schema, values);
  return read.ok ? ok({ node, param, values: read.value }) : err(`${place}${read.error}`);
}

function readTypes(
  document: GraphDocument,
  catalog: Catalog,
  node: NodeId,
  text: string,
): Result<readonly string[], string> {
  const possible = typesFor(document, catalog, node);
  if (text.trim() === '*') return ok(possible);
  const asked = text.split(',').map((part) => part.trim());
  const wrong = asked.find((type) => !possible.includes(type));
  if (wrong === undefined) return ok([...new Set(asked)]);
  return err(`Found “${shorten(wrong)}”, expected types that can take its place: ${possible.join(', ')}.`);
}

/** Every combination of the values, the last axis changing fastest. */
export function variantsOf(
  document: GraphDocument,
  catalog: Catalog,
  axes: readonly Axis[],
): Result<readonly Variant[], string> {
  const many = axes.reduce((product, { values }) => product * values.length, 1);
  if (many > MAX_RUNS) return err(`These are ${many} runs; at most ${MAX_RUNS} can be made at once. Try fewer values.`);
  let variants: readonly Variant[] = [{ values: {}, label: '', document }];
  for (const axis of axes) {
    const next: Variant[] = [];
    for (const variant of variants) {
      for (const value of axis.values) {
        const changed = withValue(variant.document, catalog, axis, value);
        if (!changed.ok) return changed;
        const words = valueWords(value);
        next.push({
          values: { ...variant.values, [axisName(axis)]: value },
          label: variant.label === '' ? words : `${variant.label} · ${words}`,
          document: changed.value,
        });
      }
    }
    variants = next;
  }
  return ok(variants);
}

function withValue(
  document: GraphDocument,
  catalog: Catalog,
  { node, param }: Axis,
  value: ParamValue,
): Result<GraphDocument, string> {
  if (param === TYPE) {
    if (nodeById(document, node)?.type === value) return ok(document);
    const offer = plainOffers(catalog).find(({ id }) => id === value);
    const command = offer && retyped(document, catalog, node, offer);
    if (command === undefined) return err(`${node} cannot become ${String(value)}: a wire would not fit.`);
    const applied = applyCommand(document, command);
    return applied.ok ? ok(applied.value.document) : err(applied.error.message);
  }
  const applied = applyCommand(document, { type: 'setParams', node, params: { [param]: value } });
  return applied.ok ? ok(applied.value.document) : err(applied.error.message);
}

/** Losses of different kinds cannot be compared with each other: where the loss is varied, a metric has to judge. */
export const variesLoss = (document: GraphDocument, catalog: Catalog, axes: readonly Pick<Axis, 'node'>[]): boolean =>
  axes.some(({ node }) => catalog.get(nodeById(document, node)?.type ?? '')?.role === 'loss');

/** Params of a node that can be swept: numbers, choices and switches, and its type where there are several. */
export function sweepable(document: GraphDocument, catalog: Catalog, node: NodeId): readonly string[] {
  const definition = catalog.get(nodeById(document, node)?.type ?? '');
  // How something is shown, or said, is nothing to train with.
  if (definition === undefined || definition.role === 'view' || definition.role === 'note') return [];
  const params = Object.entries(definition.params)
    .filter(([name]) => edgesInto(document, node, name).length === 0)
    .filter(([, schema]) => ['integer', 'number', 'choice', 'boolean'].includes(paramMeta(schema).control))
    .map(([name]) => name);
  return typesFor(document, catalog, node).length > 1 ? [...params, TYPE] : params;
}
