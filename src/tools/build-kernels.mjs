/**
 * Compiles the kernels in `src/runtime/wasm/assembly` and writes them as text into
 * `src/runtime/wasm/kernels-binary.ts`, so that the page, the command line and the tests load them alike.
 * The compiler is pinned: the same source gives the same bytes, which a test compares.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';

const ROOT = resolve(import.meta.dirname, '../..');
const TARGET = join(ROOT, 'src/runtime/wasm/kernels-binary.ts');

const OPTIONS = [
  'src/runtime/wasm/assembly/index.ts --outFile kernels.wasm --runtime stub --importMemory --enable simd',
  '--optimizeLevel 3 --shrinkLevel 0 --noAssert --use abort=',
].flatMap((line) => line.split(' '));

/** The module's bytes; throws with the compiler's words where it finds a fault. */
export async function compileKernels() {
  let bytes;
  const stderr = asc.createMemoryStream();
  const { error } = await asc.main([...OPTIONS, '--baseDir', ROOT], {
    stderr,
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) bytes = contents;
    },
  });
  if (error !== null || bytes === undefined) throw new Error(`The kernels do not compile.\n${stderr.toString()}`);
  return bytes;
}

/** The text of the module that holds them. */
export function asModule(bytes) {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,116}/g) ?? [];
  return `/** The compiled kernels in base64: written by \`npm run build:kernels\`, never by hand. */\nexport const BINARY = \`\n${lines.join('\n')}\n\`;\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const bytes = await compileKernels();
  writeFileSync(TARGET, asModule(bytes));
  console.log(`${bytes.length} bytes of kernels written.`);
}
