/** The layering table of the README: each folder of `src` may import only what stands below it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** What a folder may import besides itself. The two halves of a session know nothing of each other. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  graph: ['base'],
  assets: ['base', 'graph'],
  catalog: ['base', 'graph', 'assets', '@tensorflow'],
  compiler: ['base', 'graph', 'assets', 'catalog'],
  protocol: ['base', 'graph', 'assets', 'catalog', 'compiler'],
  diagnosis: ['base', 'graph', 'catalog', 'compiler', 'protocol'],
  runtime: ['base', 'graph', 'assets', 'catalog', 'compiler', 'protocol', '@tensorflow'],
  'session/page': ['base', 'compiler', 'protocol'],
  'session/worker': ['base', 'compiler', 'protocol', 'runtime', '@tensorflow/tfjs-backend-wasm/dist'],
  interop: ['base', 'graph', 'assets', 'catalog', 'compiler'],
  ui: ['base', 'graph', 'assets', 'catalog', 'compiler', 'protocol', 'diagnosis', 'interop', 'session/page'],
  cli: ['base', 'graph', 'assets', 'catalog', 'compiler', 'protocol', 'diagnosis', 'runtime', 'interop'],
  tools: [],
};

/** What tfjs computes is code of these alone; everybody else names its types at most. */
const COMPUTES = ['runtime', 'session/worker'];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

const STATEMENT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?from\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g;

function importsOf(file: string): Import[] {
  const from = relative(SRC, file).replaceAll('\\', '/');
  return [...readFileSync(file, 'utf8').matchAll(STATEMENT)].map(([, type, statement, dynamic]) => {
    const target = statement ?? dynamic ?? '';
    const to = target.startsWith('.') ? relative(SRC, resolve(dirname(file), target)).replaceAll('\\', '/') : target;
    return { from, to, typeOnly: type !== undefined };
  });
}

/** The folder of the table that a path lies in; undefined outside of `src`. */
function roomOf(path: string): string | undefined {
  const [folder = '', room = ''] = path.split('/');
  return [`${folder}/${room}`, folder].find((each) => each in MAY_IMPORT);
}

function allowed({ from, to }: Pick<Import, 'from' | 'to'>): boolean {
  const room = roomOf(from);
  if (room === undefined) return false;
  const other = roomOf(to);
  if (other !== undefined) return other === room || (MAY_IMPORT[room] ?? []).includes(other);
  return !to.startsWith('@tensorflow') || (MAY_IMPORT[room] ?? []).some((rule) => `${to}/`.startsWith(`${rule}/`));
}

describe('layers', () => {
  const imports = files(SRC).flatMap(importsOf);

  test('every folder of src is in the table', () => {
    const folders = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const rooms = new Set(Object.keys(MAY_IMPORT).map((room) => room.split('/')[0]));
    expect(folders.map(({ name }) => name).filter((name) => !rooms.has(name))).toEqual([]);
  });

  test('imports only go downward, of types as of code', () => {
    expect(imports.length).toBeGreaterThan(200);
    const wrong = imports.filter((each) => !allowed(each)).map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  test('the check itself can fail', () => {
    expect(allowed({ from: 'base/x.ts', to: 'graph/types.ts' })).toBe(false);
    expect(allowed({ from: 'graph/x.ts', to: '@tensorflow/tfjs' })).toBe(false);
    expect(allowed({ from: 'compiler/x.ts', to: 'protocol/events.ts' })).toBe(false);
    expect(allowed({ from: 'ui/x.ts', to: 'runtime/tf.ts' })).toBe(false);
    expect(allowed({ from: 'ui/x.ts', to: 'session/worker/served.ts' })).toBe(false);
    expect(allowed({ from: 'session/page/x.ts', to: 'session/worker/served.ts' })).toBe(false);
    expect(allowed({ from: 'ui/x.ts', to: 'session/page/client.ts' })).toBe(true);
    expect(allowed({ from: 'protocol/x.ts', to: 'compiler/types.ts' })).toBe(true);
    expect(allowed({ from: 'tests/x.ts', to: 'base/result.ts' })).toBe(false);
  });

  test('tfjs enters through one module', () => {
    const values = imports.filter(({ to, typeOnly }) => to === '@tensorflow/tfjs' && !typeOnly);
    expect(values.map(({ from }) => from)).toEqual(['runtime/tf.ts']);
    const elsewhere = imports.filter(({ from, to, typeOnly }) => {
      return to.startsWith('@tensorflow') && !typeOnly && !COMPUTES.includes(roomOf(from) ?? '');
    });
    expect(elsewhere).toEqual([]);
  });

  test('page and worker speak in plain data: what lies between them has no code of compiler and catalog', () => {
    const between = imports.filter(({ from }) => ['protocol', 'session/page'].includes(roomOf(from) ?? ''));
    const code = between.filter(({ to, typeOnly }) => {
      return !typeOnly && ['assets', 'catalog', 'compiler'].includes(roomOf(to) ?? '');
    });
    expect(between.length).toBeGreaterThan(20);
    expect(code).toEqual([]);
  });
});
