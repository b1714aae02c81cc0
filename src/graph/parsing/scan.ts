/*
 * Reads JSON text once, without recursion, before `JSON.parse` sees it. It finds what `JSON.parse`
 * does not tell: the same error message with line and column in every browser, nesting that would
 * overflow the stack later, numbers that JavaScript cannot hold, and keys that stand twice.
 */
import type { Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import { MAX_DEPTH, MAX_NUMBER_LENGTH } from '../limits.ts';
import type { Findings, ParseIssue } from './issues.ts';
import { pathOf } from './issues.ts';
import { syntaxIssue, tooDeep } from './syntax.ts';

/** What may come next, in the words of the error message. */
type Expected =
  | 'a value'
  | 'a value or "]"'
  | 'a key or "}"'
  | 'a key'
  | '":"'
  | '"," or the end of the list or object'
  | 'the end of the file';

export interface Scanned {
  /** Characters of the longest text as it is written, with quotes and escapes. */
  readonly longest: number;
}

interface Level {
  readonly keys: Set<string> | undefined;
  /** Key or index of the value being read. */
  at: string | number;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const LITERALS = ['true', 'false', 'null'];

/**
 * Checks that `text` is JSON with at most `MAX_DEPTH` levels.
 * Doubtful numbers and repeated keys are reported as warnings; the first syntax error is returned.
 */
export function scanJson(text: string, findings: Findings): Result<Scanned, ParseIssue> {
  const levels: Level[] = [];
  let expected: Expected = 'a value';
  let i = 0;
  let longest = 0;
  const fail = (at = i) => err(syntaxIssue(text, at, expected));

  const afterValue = (): Expected =>
    levels.length === 0 ? 'the end of the file' : '"," or the end of the list or object';
  const where = () => pathOf(levels.map((level) => level.at));

  for (;;) {
    i = skipSpace(text, i);
    const c = text[i];
    if (c === undefined) return expected === 'the end of the file' ? ok({ longest }) : fail();
    const level = levels.at(-1);

    if (expected === 'the end of the file') return fail();
    if (expected === '":"') {
      if (c !== ':') return fail();
      expected = 'a value';
      i += 1;
      continue;
    }
    if (expected === '"," or the end of the list or object') {
      const isObject = level?.keys !== undefined;
      if (c === ',') {
        if (level !== undefined && typeof level.at === 'number') level.at += 1;
        expected = isObject ? 'a key' : 'a value';
      } else if (c === (isObject ? '}' : ']')) {
        levels.pop();
        expected = afterValue();
      } else return fail();
      i += 1;
      continue;
    }
    if ((c === ']' && expected === 'a value or "]"') || (c === '}' && expected === 'a key or "}"')) {
      levels.pop();
      expected = afterValue();
      i += 1;
      continue;
    }
    if (expected === 'a key' || expected === 'a key or "}"') {
      if (c !== '"') return fail();
      const end = stringEnd(text, i);
      if (!end.ok) return fail(end.error);
      longest = Math.max(longest, end.value - i);
      const key = keyText(text, i, end.value);
      if (level?.keys !== undefined) {
        level.at = key;
        if (level.keys.has(key)) warnTwice(where(), findings);
        level.keys.add(key);
      }
      expected = '":"';
      i = end.value;
      continue;
    }

    if (c === '{' || c === '[') {
      if (levels.length === MAX_DEPTH) return err(tooDeep(text, i));
      levels.push(c === '{' ? { keys: new Set(), at: '' } : { keys: undefined, at: 0 });
      expected = c === '{' ? 'a key or "}"' : 'a value or "]"';
      i += 1;
      continue;
    }
    if (c === '"') {
      const end = stringEnd(text, i);
      if (!end.ok) return fail(end.error);
      longest = Math.max(longest, end.value - i);
      i = end.value;
    } else {
      const token = bareToken(text, i);
      if (NUMBER.test(token)) warnNumber(token, where, findings);
      else if (!LITERALS.includes(token)) return fail();
      i += token.length;
    }
    expected = afterValue();
  }
}

function skipSpace(text: string, from: number): number {
  let i = from;
  while (text[i] === ' ' || text[i] === '\n' || text[i] === '\r' || text[i] === '\t') i += 1;
  return i;
}

/** The offset behind the closing quote, or the offset at which the text goes wrong. */
function stringEnd(text: string, start: number): Result<number, number> {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) return ok(i + 1);
    if (c < 0x20) return err(i);
    if (c !== 0x5c) continue;
    const escape = text[i + 1] ?? '';
    if (escape === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(i + 2, i + 6))) i += 5;
    else if (escape !== '' && '"\\/bfnrt'.includes(escape)) i += 1;
    else return err(i);
  }
  return err(text.length);
}

/** Letters, digits and signs up to the next border, cut where nothing sensible is that long. */
function bareToken(text: string, start: number): string {
  let end = start;
  while (end - start <= MAX_NUMBER_LENGTH && isBare(text.charCodeAt(end))) end += 1;
  return end - start > MAX_NUMBER_LENGTH ? '' : text.slice(start, end);
}

/** Letters, digits, `_`, `+`, `-` and `.`; false behind the end of the text, where the code is NaN. */
const isBare = (c: number): boolean =>
  (c >= 0x30 && c <= 0x39) ||
  (c >= 0x61 && c <= 0x7a) ||
  (c >= 0x41 && c <= 0x5a) ||
  c === 0x2b ||
  c === 0x2d ||
  c === 0x2e ||
  c === 0x5f;

/** What a key says; most hold no escape and need no decoding. */
function keyText(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  return inner.includes('\\') ? String(JSON.parse(text.slice(start, end))) : inner;
}

function warnTwice(path: string, findings: Findings): void {
  findings.warn(
    path,
    'This key stands twice in the same object; only the last value was read.',
    'Remove one of the two.',
  );
}

function warnNumber(token: string, where: () => string, findings: Findings): void {
  const value = Number(token);
  // Fifteen digits always fit.
  if (token.length <= 15 && Number.isFinite(value)) return;
  if (!Number.isFinite(value)) {
    const message = `The number ${token.slice(0, 40)} is too large: numbers go up to about 1.8e308. It counts as infinite.`;
    findings.warn(where(), message, 'Write a smaller number.');
  } else if (/^-?\d+$/.test(token) && BigInt(token) !== BigInt(value)) {
    const message = `The whole number ${token.slice(0, 40)} has more digits than can be kept exactly; it became ${value}.`;
    findings.warn(where(), message, 'Use whole numbers up to 9007199254740991, or write it as text in quotes.');
  }
}
