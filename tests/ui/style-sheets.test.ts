/** Style sheets hold what their components use, and nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const UI = resolve(import.meta.dirname, '../../src/ui');
const files = readdirSync(UI, { recursive: true, encoding: 'utf8' }).map((name) => join(UI, name));
const sheets = files.filter((name) => name.endsWith('.module.css'));
const sources = files
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(name, 'utf8') }));

/** What the components that import a sheet read of it. */
function used(sheet: string): ReadonlySet<string> {
  const names = sources.flatMap(({ name, text }) =>
    [...text.matchAll(/import (\w+) from '(\.[^']*\.module\.css)'/g)]
      .filter(([, , path]) => resolve(dirname(name), path ?? '') === sheet)
      .flatMap(([, styles]) => [...text.matchAll(new RegExp(`\\b${styles}(?:\\.(\\w+)|\\['([\\w-]+)'\\]|\\[)`, 'g'))])
      .map(([, dotted, quoted]) => dotted ?? quoted ?? ''),
  );
  return new Set(names);
}

it.each(sheets.map((sheet) => [sheet.slice(UI.length + 1), sheet]))('%s has no rule that nobody uses', (_, sheet) => {
  const text = readFileSync(sheet, 'utf8')
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\{[^{}]*\}/g, ' ');
  const own = new Set(
    [...text.replaceAll(/:global\([^)]*\)/g, '').matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name]) => name ?? ''),
  );
  const names = used(sheet);
  // A class that is chosen while the page runs can be any of them.
  if (names.has('')) return;
  expect([...own].filter((name) => !names.has(name))).toEqual([]);
});

it.each(sheets.map((sheet) => [sheet.slice(UI.length + 1), sheet]))(
  '%s gives no token of the theme a new meaning',
  (_, sheet) => {
    const declared = (text: string) => [...text.matchAll(/(?<=[{;\s])(--[\w-]+)\s*:/g)].map(([, name]) => name ?? '');
    const tokens = new Set(declared(readFileSync(join(UI, 'theme/tokens.css'), 'utf8')));
    expect(tokens.has('--text')).toBe(true);
    expect(declared(readFileSync(sheet, 'utf8')).filter((name) => tokens.has(name))).toEqual([]);
  },
);
