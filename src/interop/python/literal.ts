/** Values and calls as Python writes them. */
import { isObject } from '../../base/json.ts';

/** Longer lines are broken, one argument to a line. */
const WIDTH = 88;

/** A list as a tuple. Throws for what JSON cannot write, such as a function. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) {
    const items = value.map(literal);
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
  }
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([key, each]) => `${text(key)}: ${literal(each)}`)
      .join(', ')}}`;
  throw new Error(`No Python for a value of type ${typeof value}`);
}

/** A real number keeps its point: `1.0`. */
export const real = (value: unknown): string =>
  typeof value === 'number' && Number.isInteger(value)
    ? `${value.toLocaleString('en', { useGrouping: false })}.0`
    : literal(value);

/** JSON's escapes are among Python's. */
const text = (value: string): string => JSON.stringify(value);

/** `name(first, second=2)`, on several lines where it is long. */
export const call = (name: string, args: readonly string[], indent = 0, behind = 0): string =>
  bracketed(`${name}(`, args, ')', indent, behind);

/** `[first, second]`, on several lines where it is long. */
export const listing = (items: readonly string[], indent = 0, behind = 0): string =>
  bracketed('[', items, ']', indent, behind);

function bracketed(open: string, args: readonly string[], close: string, indent: number, behind: number): string {
  const line = `${open}${args.join(', ')}${close}`;
  if (args.length === 0 || (indent + line.length + behind <= WIDTH && !line.includes('\n'))) return line;
  const pad = ' '.repeat(indent + 4);
  return `${open}\n${args.map((arg) => `${pad}${shifted(arg)},\n`).join('')}${' '.repeat(indent)}${close}`;
}

/** What stands inside a broken call moves in with it. */
const shifted = (arg: string): string => arg.replaceAll('\n', '\n    ');

const KEYWORDS = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield match case type print'.split(
    ' ',
  ),
);

/** Names for variables: each like what it stands for, none twice. */
export function variableNames(taken: readonly string[]): (wish: string) => string {
  const used = new Set([...taken, ...KEYWORDS]);
  return (wish) => {
    const plain = wish.replaceAll(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');
    let name = plain;
    for (let i = 2; used.has(name); i++) name = `${plain}_${i}`;
    used.add(name);
    return name;
  };
}
