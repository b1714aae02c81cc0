/** The layering table of the README: each folder of `src` may import only what stands below it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** What a folder may import besides itself; `type:` allows type imports only. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  graph: ['base'],
  assets: ['base', 'graph'],
  catalog: ['base', 'graph', 'assets', 'type:@tensorflow'],
  compiler: ['base', 'graph', 'assets', 'catalog'],
  protocol: ['base', 'graph', 'type:assets', 'type:catalog', 'type:compiler'],
  diagnosis: ['base', 'graph', 'catalog', 'compiler', 'protocol'],
  runtime: ['base', 'graph', 'assets', 'catalog', 'compiler', 'protocol', '@tensorflow'],
  'session/client.ts': ['base', 'protocol', 'type:compiler'],
  'session/heartbeat.ts': [],
  'session/kept-run.ts': ['type:compiler', 'type:protocol'],
  session: ['base', 'graph', 'catalog', 'compiler', 'protocol', 'runtime', '@tensorflow/tfjs-backend-wasm/dist'],
  interop: ['base', 'graph', 'assets', 'catalog', 'compiler'],
  ui: ['base', 'graph', 'assets', 'catalog', 'compiler', 'protocol', 'diagnosis', 'interop', 'session/client.ts'],
  cli: ['base', 'graph', 'assets', 'catalog', 'compiler', 'protocol', 'diagnosis', 'runtime', 'interop'],
  tools: [],
};

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

function allowed({ from, to, typeOnly }: Import): boolean {
  const folder = from.split('/')[0] ?? '';
  const rules = MAY_IMPORT[from] ?? MAY_IMPORT[folder];
  if (rules === undefined) return false;
  const local = !to.startsWith('@') && (to.split('/')[0] ?? '') in MAY_IMPORT;
  if (!local && !to.startsWith('@tensorflow')) return true;
  if (to.split('/')[0] === folder && MAY_IMPORT[from] === undefined) return true;
  if (to.split('/')[0] === folder) return typeOnly || MAY_IMPORT[to] !== undefined;
  return rules.some((rule) => {
    const typesOnly = rule.startsWith('type:');
    const name = typesOnly ? rule.slice(5) : rule;
    return (to === name || to.startsWith(`${name}/`) || to.startsWith(`${name}.`)) && (!typesOnly || typeOnly);
  });
}

describe('layers', () => {
  const imports = files(SRC).flatMap(importsOf);

  test('every folder of src is in the table', () => {
    const folders = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).filter((name) => MAY_IMPORT[name] === undefined)).toEqual([]);
  });

  test('imports only go downward', () => {
    expect(imports.length).toBeGreaterThan(200);
    const wrong = imports.filter((each) => !allowed(each)).map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  test('the check itself can fail', () => {
    expect(allowed({ from: 'base/x.ts', to: 'graph/types.ts', typeOnly: false })).toBe(false);
    expect(allowed({ from: 'catalog/x.ts', to: '@tensorflow/tfjs', typeOnly: false })).toBe(false);
    expect(allowed({ from: 'ui/x.ts', to: 'runtime/events.ts', typeOnly: false })).toBe(false);
    expect(allowed({ from: 'ui/x.ts', to: 'runtime/events.ts', typeOnly: true })).toBe(false);
    expect(allowed({ from: 'protocol/x.ts', to: 'compiler/compile.ts', typeOnly: false })).toBe(false);
    expect(allowed({ from: 'protocol/x.ts', to: 'compiler/types.ts', typeOnly: true })).toBe(true);
  });

  test('tfjs enters through one module', () => {
    const values = imports.filter(({ to, typeOnly }) => to === '@tensorflow/tfjs' && !typeOnly);
    expect(values.map(({ from }) => from)).toEqual(['runtime/tf.ts']);
  });
});
