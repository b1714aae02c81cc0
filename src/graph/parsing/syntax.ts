/** The messages about text that is no JSON. */
import { shorten } from '../../base/text.ts';
import { MAX_DEPTH, MAX_NUMBER_LENGTH } from '../limits.ts';
import type { ParseIssue } from './issues.ts';

/** Describes what stands at `offset` where `expected` should be. */
export function syntaxIssue(text: string, offset: number, expected: string): ParseIssue {
  const path = lineAndColumn(text, offset);
  if (text.trim() === '')
    return { path, message: 'The file is empty.', hint: 'Choose a graph file saved by Edgewise.' };
  if (offset >= text.length) {
    const message = `The file ends in the middle of the graph, at ${path}: expected ${expected}.`;
    return { path, message, hint: 'Part of the file is missing. Copy or download it again.' };
  }
  const found = foundAt(text, offset);
  return {
    path,
    message: `This is not valid JSON at ${path}: expected ${expected}, found ${found}.`,
    hint: hintFor(text, offset, expected),
  };
}

/** More lists and objects inside each other than any graph needs. */
export function tooDeep(text: string, offset: number): ParseIssue {
  return {
    path: lineAndColumn(text, offset),
    message: `The file has more than ${MAX_DEPTH} lists or objects inside each other.`,
    hint: 'No graph needs that many. Choose a graph file saved by Edgewise.',
  };
}

function lineAndColumn(text: string, offset: number): string {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', start)) {
    line += 1;
    start = next + 1;
  }
  return `line ${line}, column ${offset - start + 1}`;
}

function foundAt(text: string, offset: number): string {
  const rest = text.slice(offset, offset + MAX_NUMBER_LENGTH + 1);
  const word = /^[\w.+-]+/.exec(rest)?.[0];
  if (word !== undefined) return shorten(word);
  const c = rest.charAt(0);
  if (c === '\n' || c === '\r') return 'the end of the line';
  return c < ' '
    ? `the control character ${c.charCodeAt(0)}`
    : JSON.stringify(String.fromCodePoint(rest.codePointAt(0) ?? 0));
}

function hintFor(text: string, offset: number, expected: string): string {
  const rest = text.slice(offset, offset + 12);
  if (/^[+-]?(?:NaN|Infinity|inf\b|nan\b)/.test(rest))
    return 'JSON has no NaN and no Infinity. Write a number, or null.';
  if (/^(?:None|True|False|undefined)\b/.test(rest)) return 'JSON writes these as null, true and false.';
  if (rest.startsWith('//') || rest.startsWith('/*') || rest.startsWith('#')) {
    return 'JSON has no comments. Put the remark into "description" or into a Note node.';
  }
  if (rest.startsWith("'")) return 'JSON text stands in double quotes.';
  if (/^[\]}]/.test(rest) && /,\s*$/.test(text.slice(Math.max(0, offset - 200), offset)))
    return 'Remove the comma before it.';
  if (rest.startsWith('<')) return 'This looks like a web page. Download the file itself.';
  if (expected.startsWith('a key')) return 'Write the key in double quotes.';
  return 'Repair the text at this place.';
}
