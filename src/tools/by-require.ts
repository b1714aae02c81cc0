/*
 * Node learns what a CommonJS package exports by reading all of its text before it runs it; of TensorFlow.js that
 * is megabytes, and a quarter of the time that the command line takes to train a small graph. The names are known
 * when it is built, so the built one asks for the package as CommonJS does.
 */
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const PACKAGES: ReadonlySet<string> = new Set(['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm']);
const MARK = '\0by-require:';

/** A module that exports everything a CommonJS package does. */
export function requiring(name: string, exports: object): string {
  const names = Object.keys(exports).filter((each) => /^[A-Za-z_$][\w$]*$/.test(each) && each !== 'default');
  return [
    "import { createRequire } from 'node:module';",
    `const all = createRequire(import.meta.url)(${JSON.stringify(name)});`,
    // By other names inside, for some are words of the language.
    `const { ${names.map((each, i) => `${each}: _${i}`).join(', ')} } = all;`,
    `export { ${names.map((each, i) => `_${i} as ${each}`).join(', ')} };`,
  ].join('\n');
}

/** For the command line, which alone is built to run in Node. */
export const byRequire: Plugin = {
  name: 'by-require',
  apply: (_config, { command, isSsrBuild }) => command === 'build' && isSsrBuild === true,
  enforce: 'pre',
  resolveId: (id) => (PACKAGES.has(id) ? MARK + id : undefined),
  load(id) {
    if (!id.startsWith(MARK)) return undefined;
    const name = id.slice(MARK.length);
    return requiring(name, createRequire(import.meta.url)(name) as object);
  },
};
