/*
 * From document to text, always the same text for the same document. Every node, edge and frame
 * stands on one line of its own, so that a change of one of them is a change of one line in git.
 */
import { isObject } from '../base/json.ts';
import type { GraphDocument } from './types.ts';

const DOCUMENT_KEYS = [
  'format',
  'version',
  'name',
  'description',
  'seed',
  'nodes',
  'edges',
  'frames',
  'blocks',
  'lesson',
  'assets',
];
const BLOCK_KEYS = ['name', 'description', 'nodes', 'edges', 'frames'];
const NODE_KEYS = ['id', 'type', 'label', 'position', 'params', 'muted', 'frame'];
const EDGE_KEYS = ['from', 'to', 'via'];
const FRAME_KEYS = ['id', 'title', 'colour', 'position', 'size'];
/** Fields of the document that are longer than this are broken over several lines. */
const WIDTH = 100;

/** The document as the text of a graph file. Fields it does not know come after those it knows, in their own order. */
export function serializeDocument(document: GraphDocument): string {
  const lines = entries(document, DOCUMENT_KEYS).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${field(key, value)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

function field(key: string, value: unknown): string {
  if (key === 'nodes' && Array.isArray(value)) return records(value, NODE_KEYS);
  if (key === 'edges' && Array.isArray(value)) return records(value, EDGE_KEYS);
  if (key === 'blocks' && Array.isArray(value)) return blocks(value);
  if (key === 'frames' && Array.isArray(value)) return records(value, FRAME_KEYS);
  if (key === 'assets' && isObject(value)) return assets(value);
  return broken(value, '  ');
}

/** Each block with a line for each of its nodes and wires. */
function blocks(list: readonly unknown[]): string {
  const entry = (block: unknown) => {
    if (!isObject(block)) return broken(block, '    ');
    const fields = entries(block, BLOCK_KEYS).map(([key, each]) => {
      const known = key === 'nodes' ? NODE_KEYS : key === 'edges' ? EDGE_KEYS : undefined;
      const short = broken(each, '      ');
      const isLong = Array.isArray(each) && known !== undefined && short.includes('\n');
      return `      ${JSON.stringify(key)}: ${isLong ? records(each, known, '      ') : short}`;
    });
    return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n    }`;
  };
  return list.length === 0 ? '[]' : `[\n${list.map((block) => `    ${entry(block)}`).join(',\n')}\n  ]`;
}

/** Data by its hash: a line for each field, for each column, and for each line of the data. */
function assets(value: Readonly<Record<string, unknown>>): string {
  const entry = (data: unknown) => {
    if (!isObject(data)) return broken(data, '    ');
    const fields = entries(data, []).map(([key, each]) => {
      const lines = Array.isArray(each) && each.length > 0 ? each.map((item) => `        ${inline(item)}`) : undefined;
      const text = lines === undefined ? broken(each, '      ') : `[\n${lines.join(',\n')}\n      ]`;
      return `      ${JSON.stringify(key)}: ${text}`;
    });
    return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n    }`;
  };
  const all = Object.entries(value).map(([hash, data]) => `    ${JSON.stringify(hash)}: ${entry(data)}`);
  return all.length === 0 ? '{}' : `{\n${all.join(',\n')}\n  }`;
}

function records(list: readonly unknown[], known: readonly string[], indent = '  '): string {
  if (list.length === 0) return '[]';
  return `[\n${list.map((each) => `${indent}  ${inline(each, known)}`).join(',\n')}\n${indent}]`;
}

/** Own fields with a value: known ones in fixed order, then the others in theirs. */
function entries(value: object, known: readonly string[]): [string, unknown][] {
  const rank = ([key]: [string, unknown]) => (known.includes(key) ? known.indexOf(key) : known.length);
  const all = Object.entries(value).filter(([, each]) => each !== undefined);
  return known.length === 0 ? all : all.toSorted((a, b) => rank(a) - rank(b));
}

/** On one line, with spaces inside braces. */
function inline(value: unknown, known: readonly string[] = []): string {
  if (Array.isArray(value)) return `[${value.map((each) => inline(each)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value);
  const fields = entries(value, known).map(([key, each]) => `${JSON.stringify(key)}: ${inline(each)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** Whether a value may be as short as this when it stands on one line; looks no further than it has to. */
function fits(value: unknown, room: number): boolean {
  return least(value, room) <= room;
}

/** A lower bound of the characters that a value takes on one line, exact enough once it exceeds `room`. */
function least(value: unknown, room: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 1;
  let length = 2;
  for (const key in value) {
    if (length > room) break;
    const child: unknown = (value as Record<string, unknown>)[key];
    if (child === undefined) continue;
    length += (Array.isArray(value) ? 0 : key.length + 4) + least(child, room - length);
  }
  return length;
}

/** On one line where that is short, else broken at every list and object that is not. */
function broken(value: unknown, indent: string): string {
  // Looked at first: writing each level out only to find it too long would write deep ones again and again.
  if (typeof value !== 'object' || value === null) return inline(value);
  if (fits(value, WIDTH - indent.length)) {
    const line = inline(value);
    if (indent.length + line.length <= WIDTH) return line;
  }
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((each) => deeper + broken(each, deeper)).join(',\n')}\n${indent}]`;
  }
  const fields = entries(value, []).map(([key, each]) => `${deeper}${JSON.stringify(key)}: ${broken(each, deeper)}`);
  return `{\n${fields.join(',\n')}\n${indent}}`;
}

/*
 * JSON.stringify would write infinity as null and minus zero as zero. `1e999` is legal JSON that
 * reads back as infinity (and is reported when it is opened); NaN, which no file and no command can
 * bring in, becomes text, so that it shows up as a wrong value instead of a missing one.
 */
function scalar(value: unknown): string {
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return '"NaN"';
    if (!Number.isFinite(value)) return value > 0 ? '1e999' : '-1e999';
    return Object.is(value, -0) ? '-0' : String(value);
  }
  return JSON.stringify(value) ?? 'null';
}
