/** There is one scale of type: style sheets take sizes of text from the tokens, and none of these is too small to read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { tokens } from '../../support/tokens.ts';

const SRC = resolve(import.meta.dirname, '../../../src');
const sheets = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
/** In pixels. */
const SMALLEST = 11;

/** Declarations of a size of text, also through a variable of the sheet, e.g. `font-size: 11px` and `--small: 11px`. */
const sizesIn = (text: string): readonly string[] =>
  text.replaceAll(/\/\*.*?\*\//gs, '').match(/(?<![\w-])(?:font|font-size|--small|--[\w-]*font-size[\w-]*):[^;}]*/g) ??
  [];

it('no style sheet states a size of text of its own', () => {
  expect(sheets.length).toBeGreaterThan(50);
  const own = sheets.flatMap((name) =>
    sizesIn(readFileSync(join(SRC, name), 'utf8'))
      .filter((declaration) => /[\d.](?:px|pt|rem|em|%)/.test(declaration))
      .map((declaration) => `${name}: ${declaration}`),
  );
  expect(own).toEqual([]);
});

it('no token of the scale is smaller than what can be read', () => {
  const sizes = [...tokens.common.matchAll(/(--text-[\w-]+): ([\d.]+)px;/g)].map(
    ([, name, size]) => [name, Number(size)] as const,
  );
  expect(sizes.length).toBeGreaterThan(3);
  expect(sizes.filter(([, size]) => size < SMALLEST)).toEqual([]);
});
