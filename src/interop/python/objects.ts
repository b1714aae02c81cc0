/*
 * Keras objects as the Python that makes them, with everything left out that Keras would fill in by itself. The
 * catalog knows the arguments of each class and their defaults; nothing here knows a class.
 */
import { isObject } from '../../base/json.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { NodeDefinition } from '../../catalog/define/index.ts';
import { paramDefault, paramMeta } from '../../catalog/params.ts';
import type { ParamSchema } from '../../catalog/params.ts';
import { snakeCase } from '../keras/variables.ts';
import { call, literal, real } from './literal.ts';

export interface KerasThing {
  readonly module: string;
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

export const isThing = (value: unknown): value is KerasThing =>
  isObject(value) && typeof value['class_name'] === 'string' && isObject(value['config']);

/** The type of the catalog that this class is. */
export const typeOf = (catalog: Catalog, { module, class_name }: KerasThing): NodeDefinition | undefined =>
  catalog.all.find(({ type, keras }) => keras?.module === module && (keras.className ?? type) === class_name);

/** What Keras writes into every layer and a script leaves out. */
const SILENT: Readonly<Record<string, unknown>> = { trainable: true, dtype: 'float32' };

/** `layers.Dense`, `keras.optimizers.Adam`; layers have an import of their own. */
const className = ({ module, class_name }: KerasThing): string =>
  `${module === 'keras.layers' ? 'layers' : module}.${class_name}`;

/** The call that makes this object, for the end of a line that begins `indent` characters in. */
export function construct(catalog: Catalog, thing: KerasThing, indent = 0, behind = 0): string {
  return call(className(thing), argumentsOf(catalog, thing), indent, behind);
}

/** A layer at work on these tensors. What Keras has as a function alone takes them first and bears no name. */
export function applied(catalog: Catalog, layer: KerasThing, tensors: readonly string[], indent: number): string {
  const called = typeOf(catalog, layer)?.keras?.called;
  if (called === undefined) {
    const behind = `(${tensors.join(', ')})`;
    return `${construct(catalog, layer, 0, indent + behind.length)}${behind}`;
  }
  const { name: _, ...config } = layer.config;
  return call(called, [...tensors, ...argumentsOf(catalog, { ...layer, config })], indent, 0);
}

function argumentsOf(catalog: Catalog, thing: KerasThing): readonly string[] {
  const definition = typeOf(catalog, thing);
  const { config } = thing;
  const positional = definition?.keras?.positional ?? [];
  const params = Object.keys(definition?.params ?? {});
  // In the catalog's order; the name comes last, as people write it.
  const rest = Object.keys(config).filter((name) => !params.includes(name));
  const ordered = [...params, ...rest.filter((name) => name !== 'name'), ...rest.filter((name) => name === 'name')];
  return [
    ...positional.map((name) => written(catalog, definition, name, config[name])),
    ...ordered
      .filter(
        (name) => name in config && !positional.includes(name) && !isUsual(catalog, definition, name, config[name]),
      )
      .map((name) => `${name}=${written(catalog, definition, name, config[name])}`),
  ];
}

function written(catalog: Catalog, definition: NodeDefinition | undefined, name: string, value: unknown): string {
  if (isThing(value)) {
    const plain = definition?.inputs.find((port) => port.name === name)?.kind === 'initializer';
    // Keras knows initializers by their names, those that have nothing to be set.
    const settings = Object.keys(typeOf(catalog, value)?.params ?? { unknown: true });
    if (plain && settings.length === 0) return literal(snakeCase(value.class_name));
    return construct(catalog, value, 0, name.length + 6);
  }
  const param = definition?.params[name];
  if (param === undefined) return Array.isArray(value) ? list(value) : literal(value);
  const { control } = paramMeta(param);
  if (control === 'number') return real(value);
  if (control === 'numbers' && Array.isArray(value)) return `[${value.map(real).join(', ')}]`;
  return literal(value);
}

const list = (values: readonly unknown[]): string =>
  `[${values.map((each) => (Array.isArray(each) ? list(each) : literal(each))).join(', ')}]`;

/** Whether Keras has this by itself. */
function isUsual(catalog: Catalog, definition: NodeDefinition | undefined, name: string, value: unknown): boolean {
  if (name in SILENT) return SILENT[name] === value;
  const param = definition?.params[name];
  if (param !== undefined) return sameValue(param, value);
  const port = definition?.inputs.find((each) => each.name === name);
  if (port === undefined) return value === null;
  if (port.default === undefined || !isThing(value)) return value === null;
  return typeOf(catalog, value)?.type === port.default && argumentsOf(catalog, value).length === 0;
}

const sameValue = (param: ParamSchema, value: unknown): boolean =>
  JSON.stringify(paramDefault(param)) === JSON.stringify(value);
