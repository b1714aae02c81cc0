import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createFindings } from '../../../src/graph/parsing/issues.ts';
import { scanJson } from '../../../src/graph/parsing/scan.ts';

// Machines that build several things at once are slow; nothing here depends on time.
vi.setConfig({ testTimeout: 60_000 });

const scan = (text: string) => scanJson(text, createFindings());

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('scanJson', () => {
  test.each([
    ['{\n  "a": NaN }', 'line 2, column 8', 'found NaN', 'no NaN and no Infinity'],
    ['[-Infinity]', 'line 1, column 2', 'found -Infinity', 'no NaN and no Infinity'],
    ['[1,]', 'line 1, column 4', 'found "]"', 'Remove the comma'],
    ['{"a":1,}', 'line 1, column 8', 'found "}"', 'Remove the comma'],
    ['{a:1}', 'line 1, column 2', 'found a', 'double quotes'],
    ["['a']", 'line 1, column 2', `found "'"`, 'double quotes'],
    ['{"a" 1}', 'line 1, column 6', 'expected ":"', 'Repair'],
    ['[1 2]', 'line 1, column 4', 'found 2', 'Repair'],
    ['{} x', 'line 1, column 4', 'expected the end of the file', 'Repair'],
    ['// hi\n{}', 'line 1, column 1', 'found "/"', 'no comments'],
    ['[True]', 'line 1, column 2', 'found True', 'true and false'],
    ['<!doctype html>', 'line 1, column 1', 'found "<"', 'web page'],
    ['["a\nb"]', 'line 1, column 4', 'the end of the line', 'Repair'],
    ['["\\q"]', 'line 1, column 3', 'found', 'Repair'],
    ['[01]', 'line 1, column 2', 'found 01', 'Repair'],
    [`[${'9'.repeat(2000)}]`, 'line 1, column 2', 'found 999', 'Repair'],
  ])('%.30s', (text, path, message, hint) => {
    const scanned = scan(text);
    expect(scanned.ok).toBe(false);
    if (scanned.ok) return;
    expect(scanned.error.path).toBe(path);
    expect(scanned.error.message).toContain(message);
    expect(scanned.error.hint).toContain(hint);
  });

  test('a cut file is called cut', () => {
    const scanned = scan('{"nodes": [{"id": "a');
    expect(scanned).toMatchObject({
      ok: false,
      error: { path: 'line 1, column 21', message: expect.stringContaining('ends in the middle') },
    });
  });

  test('accepts exactly what JSON.parse accepts', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 5 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '\\', '-', '0', 'e', ' '),
        (json, at, put) => {
          const i = at % (json.length + 1);
          const before = json.slice(0, i);
          const texts = [json, before, before + put + json.slice(i), before + put + json.slice(i + 1)];
          expect(texts.filter((text) => scan(text).ok)).toEqual(texts.filter(parses));
        },
      ),
      { numRuns: 300 },
    );
  });
});
