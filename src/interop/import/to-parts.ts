/*
 * Classes of other programs as types of the catalog. A class is found by the name that the catalog states for
 * Keras; its arguments go to the params and ports of the same names, and what does not fit is told.
 */
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import { shorten } from '../../base/text.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { DefinitionOf, NodeDefinition, Role } from '../../catalog/define/index.ts';
import { parseParams } from '../../catalog/define/index.ts';
import { flatConfig } from '../../catalog/flat-config.ts';
import { isList, paramDefault, paramMeta, sameParam } from '../../catalog/params.ts';
import type { ParamSchema, ParamValue, ParamValues } from '../../catalog/params.ts';
import { snakeCase } from '../keras/variables.ts';
import { readObject } from './foreign.ts';
import type { ForeignObject } from './foreign.ts';

const kerasName = ({ type, keras }: NodeDefinition): string => keras?.className ?? type;

/** `mse` for `MeanSquaredError`. */
const initials = (className: string): string => className.replaceAll(/[^A-Z]/g, '').toLowerCase();

/** The type of a role that has this class name, or is meant by a word such as `he_normal` or `mse`. */
export function definitionFor<R extends Role>(catalog: Catalog, role: R, name: string): DefinitionOf<R> | undefined {
  const all = catalog.all.filter((each): each is DefinitionOf<R> => each.role === role);
  const plain = name.toLowerCase().replaceAll('_', '');
  return (
    all.find((each) => kerasName(each) === name) ??
    all.find((each) => snakeCase(kerasName(each)) === name) ??
    all.find((each) => kerasName(each).toLowerCase() === plain) ??
    all.find((each) => initials(kerasName(each)) === name)
  );
}

/** A part of a graph: its type, and the params that are not as usual. */
export interface ForeignPart {
  readonly type: string;
  readonly params: ParamValues;
  /** What hangs under it, by port. */
  readonly plugs: ReadonlyMap<string, ForeignPart>;
}

/** Arguments that say nothing about what is computed here. */
const SILENT: ReadonlySet<string> = new Set([
  'name',
  'dtype',
  'trainable',
  'seed',
  'batch_shape',
  'batch_input_shape',
  'reduction',
]);

/** `where` names the part in what is told. */
export function partFor(
  catalog: Catalog,
  definition: NodeDefinition,
  { config }: ForeignObject,
  where: string,
  remarks: string[],
): ForeignPart {
  const params: Record<string, ParamValue> = {};
  const plugs = new Map<string, ForeignPart>();
  const place = shorten(where);
  // A layer that wraps another one has the other's arguments beside its own, and those of a second one with a prefix.
  const prefix = definition.role === 'layer' ? definition.wraps?.companion?.prefix : undefined;
  const isSilent = (name: string) =>
    SILENT.has(prefix !== undefined && name.startsWith(prefix) ? name.slice(prefix.length) : name);
  const all = definition.role === 'layer' ? flatConfig(definition, config) : config;
  for (const [written, given] of Object.entries(all)) {
    const name = definition.keras?.formerly?.[written] ?? written;
    const port = definition.inputs.find((each) => each.name === name);
    // A schedule stands where a number could.
    if (Object.hasOwn(definition.params, name) && !(port !== undefined && isObject(given))) {
      const value = valueFor(definition.params[name], given);
      const parsed = parseParams(definition, { [name]: value });
      const read = parsed.success ? parsed.data[name] : undefined;
      if (read !== undefined) params[name] = read;
      else if (given !== null)
        remarks.push(
          `${place}: ${name} is ${shorten(JSON.stringify(given))} in the file, which ${definition.type} does not take here; it has its default.`,
        );
      continue;
    }
    if (port !== undefined && given !== null) {
      const plug = plugFor(catalog, port.kind, given, `${place}.${name}`, remarks);
      if (plug !== undefined && !isDefault(plug, port.default)) plugs.set(name, plug);
    } else if (port === undefined && !isSilent(name) && isTelling(given) && !isIdle(name, config)) {
      remarks.push(`${place}: ${name} = ${shorten(JSON.stringify(given))} is not known here and was left out.`);
    }
  }
  if (config['trainable'] === false)
    remarks.push(`${place} does not learn in the file (trainable is false). Here it does.`);
  const unusual = Object.entries(params).filter(([name, value]) => {
    const schema = definition.params[name];
    return schema === undefined || !sameParam(value, paramDefault(schema));
  });
  return { type: definition.type, params: Object.fromEntries(unusual), plugs };
}

function plugFor(
  catalog: Catalog,
  kind: NodeDefinition['inputs'][number]['kind'],
  given: Json,
  where: string,
  remarks: string[],
): ForeignPart | undefined {
  const object = readObject(given);
  const role = ROLE_OF_KIND[kind];
  if (object === undefined || role === undefined) return undefined;
  const definition = definitionFor(catalog, role, object.className);
  if (definition === undefined) {
    remarks.push(`${where}: ${shorten(object.className)} is not known here and was left out.`);
    return undefined;
  }
  return partFor(catalog, definition, object, where, remarks);
}

/** What can hang at a port of this kind. */
const ROLE_OF_KIND: Readonly<Partial<Record<NodeDefinition['inputs'][number]['kind'], Role>>> = {
  initializer: 'initializer',
  regularizer: 'regularizer',
  constraint: 'constraint',
  schedule: 'schedule',
};

const isDefault = ({ type, params, plugs }: ForeignPart, usual: string | undefined): boolean =>
  type === usual && Object.keys(params).length === 0 && plugs.size === 0;

/** Functions stand in objects; Keras takes one number for a list of equal ones, and a list of one for a number. */
function valueFor(schema: ParamSchema | undefined, given: Json): Json {
  const object = isObject(given) ? readObject(given) : undefined;
  if (object !== undefined) return object.className;
  if (schema === undefined) return given;
  if (given === null) return paramMeta(schema).nothing ?? null;
  const usual = paramDefault(schema);
  if (isList(usual) && typeof given === 'number') return usual.map(() => given);
  if (typeof usual === 'number' && Array.isArray(given) && given.length === 1)
    return (given as readonly Json[])[0] ?? null;
  return given;
}

/** `ema_momentum` does nothing while `use_ema` is off, `renorm_momentum` while `renorm` is. */
function isIdle(name: string, config: JsonObject): boolean {
  const [flag = ''] = name.split('_');
  return config[flag] === false || config[`use_${flag}`] === false;
}

/** Off, one and the usual order of dimensions are what everybody has. */
function isTelling(value: Json): boolean {
  if (Array.isArray(value)) return value.some(isTelling);
  if (isObject(value)) return Object.keys(value).length > 0;
  return value !== null && typeof value !== 'boolean' && value !== 0 && value !== 1 && value !== 'channels_last';
}
