import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

it('is what everybody says something with', () => {
  const ui = resolve(import.meta.dirname, '../../../src/ui');
  const others = readdirSync(ui, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('view-state.ts'))
    .filter((name) => {
      const text = readFileSync(join(ui, name), 'utf8');
      return /\bviewStore\s*\.getState\(\)\s*\.announce\b|\bannounce\b[^\n]*= viewStore|state\.announce\b/.test(text);
    });
  expect(others).toEqual([]);
});
