/* First half of `npm run golden`: writes what Keras shall be asked to `catalog.json` beside the built script. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenFacts } from './golden-facts.ts';
import { toKerasJson } from './keras-json.ts';

writeFileSync(join(import.meta.dirname, 'catalog.json'), toKerasJson(goldenFacts()));
