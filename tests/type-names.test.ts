/*
 * A node type is known where it stands: in its own file under src/catalog. Whatever reads the catalog finds types by what
 * they say of themselves, so that a new one needs no change elsewhere.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalog } from '../src/catalog/index.ts';

const SRC = join(import.meta.dirname, '../src');
const BLIND = ['cli', 'compiler', 'diagnosis', 'interop', 'protocol', 'runtime', 'session', 'ui'];

/** The words of the Train button are words of the page too. */
const names = catalog.all.filter(({ role }) => role !== 'training').map(({ type }) => type);

/** A class of TensorFlow.js' files, and its kernels: some happen to be called like types. */
const isForeign = (path: string, name: string): boolean =>
  path.startsWith('runtime/replay/') || (path === 'interop/tfjs/write-tfjs.ts' && name === 'Zeros');

const withoutComments = (code: string): string =>
  code.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');

/** The types that some code names: as a whole string, or as a key. */
function namedIn(code: string): readonly string[] {
  const plain = withoutComments(code);
  const quoted = new Set([...plain.matchAll(/(['"`])([A-Z]\w*)\1/g)].map(([, , word]) => word));
  const keys = new Set([...plain.matchAll(/^\s*([A-Z]\w*):(?!:)/gm)].map(([, word]) => word));
  return names.filter((name) => quoted.has(name) || keys.has(name));
}

describe('types are named in the catalog alone', () => {
  test.each(BLIND)('src/%s', (folder) => {
    const files = readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.tsx?$/.test(file),
    );
    expect(files.length).toBeGreaterThan(5);
    const named = files.flatMap((file) => {
      const path = relative(SRC, join(SRC, folder, file)).replaceAll('\\', '/');
      return namedIn(readFileSync(join(SRC, path), 'utf8'))
        .filter((name) => !isForeign(path, name))
        .map((name) => `${path} names ${name}`);
    });
    expect(named).toEqual([]);
  });

  test('the check itself can fail', () => {
    expect(namedIn("/* 'Dense' */ // 'Conv2D'\n if (type === 'LSTM') return;")).toEqual(['LSTM']);
    expect(namedIn('const RATES = {\n  SGD: 0.01,\n};')).toEqual(['SGD']);
    expect(namedIn("say('Dense layers'); // 'GRU'")).toEqual([]);
  });
});
