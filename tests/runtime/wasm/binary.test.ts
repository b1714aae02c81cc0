/** The committed kernels are what their source compiles to, and what the registry says of them is so. */
import { describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../../../src/runtime/wasm/functions.ts';
import { BINARY } from '../../../src/runtime/wasm/kernels-binary.ts';
import { asModule, compileKernels } from '../../../src/tools/build-kernels.mjs';

const bytes = Uint8Array.from(Buffer.from(BINARY, 'base64'));

/** The numbers of the sections that a module consists of. */
function sections(module: Uint8Array): number[] {
  const found: number[] = [];
  let at = 8;
  while (at < module.length) {
    found.push(module[at++] ?? 0);
    let size = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = module[at++] ?? 0;
      size |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    at += size;
  }
  return found;
}

describe('the compiled kernels', () => {
  test('are built from the source beside them (after a change: npm run build:kernels)', async () => {
    expect(asModule(await compileKernels())).toBe(asModule(bytes));
  });

  test('bring no data, no start function and no memory of their own onto the shared heap', () => {
    const [START, DATA, MEMORY] = [8, 11, 5];
    expect(sections(bytes)).toEqual(expect.arrayContaining([1, 2, 3, 7, 10]));
    expect(sections(bytes).filter((section) => [START, DATA, MEMORY].includes(section))).toEqual([]);
    expect(WebAssembly.Module.imports(new WebAssembly.Module(bytes))).toEqual([
      { module: 'env', name: 'memory', kind: 'memory' },
    ]);
  });

  test('export what the registry describes, with as many arguments', async () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
    const exported = Object.entries(instance.exports).filter(([name]) => !['memory', 'setScratch'].includes(name));
    const arities = exported.map(([name, value]) => [name, typeof value === 'function' ? value.length : -1]);
    const described = Object.entries(FUNCTIONS).map(([name, { args }]) => [name, args.length]);
    expect(Object.fromEntries(arities)).toEqual(Object.fromEntries(described));
  });
});
