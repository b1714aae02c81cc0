/*
 * Writes a program's Keras objects as the JSON text that Keras takes. JavaScript prints the real number
 * 0 as `0`, which Python reads as an int, and some Keras classes refuse that (SGD its momentum). So a
 * param that the catalog declares as a real number is written with a decimal point.
 */
import { isObject } from '../../src/base/json.ts';
import { catalog } from '../../src/catalog/index.ts';
import { paramMeta } from '../../src/catalog/params.ts';

const MARK = 'float:';

export const toKerasJson = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) => (isObject(each) ? withReals(each) : each)).replaceAll(
    new RegExp(`"${MARK}(-?\\d+)"`, 'g'),
    '$1.0',
  );

function withReals(object: Record<string, unknown>): Record<string, unknown> {
  const { class_name, config } = object;
  const params = typeof class_name === 'string' ? catalog.get(class_name)?.params : undefined;
  if (params === undefined || !isObject(config)) return object;
  const reals = Object.entries(params).filter(([, schema]) => paramMeta(schema).control === 'number');
  const written = reals.flatMap(([name]) =>
    Number.isInteger(config[name]) ? [[name, MARK + String(config[name])]] : [],
  );
  return { ...object, config: { ...config, ...Object.fromEntries(written) } };
}
