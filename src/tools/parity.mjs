/*
 * `node src/tools/parity.mjs [PART OF A NAME]`: trains many small programs here and again with real Keras,
 * and compares every number. Without an argument it first makes sure that the golden file is what Keras says.
 */
import { enterRepository, missingKeras, run, runBuilt, runKeras } from './keras-python.mjs';

const OUT = 'dist-cli/parity';
const FILES = 'dist-cli/parity-files';

enterRepository();
const missing = missingKeras();
if (missing !== undefined) {
  console.log(`The parity job is skipped: ${missing}`);
  process.exit(0);
}

const filter = process.argv.slice(2, 3);
if (filter.length === 0) run(process.execPath, ['src/tools/golden.mjs', '--check']);
runBuilt('tests/parity/dump.ts', OUT, filter);
runBuilt('tests/parity/files-dump.ts', FILES, filter);
// Each prints one line per case, and how many passed and failed; the last line says which types were trained.
const results = [
  runKeras(['tests/parity/compare_files.py', FILES]),
  runKeras(['tests/parity/compare.py', OUT, ...filter]),
];
process.exit(Math.max(...results));
