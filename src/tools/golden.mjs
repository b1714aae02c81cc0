/*
 * `npm run golden`: asks real Keras for the numbers of everything the catalog has and writes them to the golden
 * file, which the tests read. With `--check` it writes nothing and fails if the file says otherwise.
 */
import { enterRepository, missingKeras, runBuilt, runKeras } from './keras-python.mjs';

const GOLDEN = 'tests/golden/keras-golden.json';
const OUT = 'dist-cli/golden';

const options = process.argv.slice(2);
const unknown = options.filter((option) => option !== '--check');
if (unknown.length > 0) {
  console.error(`golden takes only --check, found ${unknown.join(' ')}.`);
  process.exit(1);
}

enterRepository();
const missing = missingKeras();
if (missing !== undefined) {
  console.error(`The golden numbers cannot be made: ${missing}`);
  process.exit(1);
}

runBuilt('tests/parity/golden-dump.ts', OUT);
process.exit(runKeras(['tests/parity/golden.py', `${OUT}/catalog.json`, GOLDEN, ...options]));
