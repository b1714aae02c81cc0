/*
 * Keras objects as the JSON text that Keras takes. JavaScript prints the real number 0 as `0`, which Python
 * reads as an int, and some Keras classes refuse that (SGD its momentum). So a param that the catalog
 * declares as a real number is written with a decimal point.
 */
import { isObject } from '../../base/json.ts';
import { catalog } from '../../catalog/index.ts';
import { paramMeta } from '../../catalog/params.ts';

const MARK = 'float:';
const REALS: ReadonlySet<string> = new Set(['number', 'numbers']);

export const toKerasJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, (_key, each: unknown) => (isObject(each) ? withReals(each) : each), indent).replaceAll(
    new RegExp(`"${MARK}(-?\\d+)"`, 'g'),
    '$1.0',
  );

function withReals(object: Record<string, unknown>): Record<string, unknown> {
  const { class_name, config } = object;
  const params = typeof class_name === 'string' ? catalog.get(class_name)?.params : undefined;
  if (params === undefined || !isObject(config)) return object;
  const reals = Object.entries(params).filter(([, schema]) => REALS.has(paramMeta(schema).control));
  const written = reals.flatMap(([name]) => {
    const value = config[name];
    return value === undefined ? [] : [[name, Array.isArray(value) ? value.map(marked) : marked(value)]];
  });
  return { ...object, config: { ...config, ...Object.fromEntries(written) } };
}

const marked = (value: unknown): unknown => (Number.isInteger(value) ? MARK + String(value) : value);
