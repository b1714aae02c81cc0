/** `npm run bench -- reach`: what the examples that take minutes reach, trained to their end, against what they promise. */
import { readFileSync } from 'node:fs';
import { must } from '../../src/base/invariant.ts';
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import { trainToEnd } from '../support/training.ts';
import { print } from './measure.ts';
import type { Options } from './options.ts';
import { REACHES } from './targets.ts';

/** In Node, on cpu or wasm; `--net` names one of the examples. */
export async function benchReach({ backend, json, net }: Options): Promise<readonly string[]> {
  if (backend === 'webgpu') {
    print('The examples are trained in Node, which has no WebGPU: choose cpu or wasm.');
    return [];
  }
  const shortfalls: string[] = [];
  for (const [example, least] of Object.entries(REACHES)) {
    if (net !== '' && net !== example) continue;
    const begun = performance.now();
    const parsed = parseDocument(readFileSync(`examples/${example}.json`, 'utf8'));
    if (!parsed.ok) throw new Error(`${example} cannot be read: ${JSON.stringify(parsed.error)}`);
    const [program] = compile(parsed.value.document, catalog).programs;
    const { last, trainer } = await trainToEnd(must(program, `the program of ${example}`), backend);
    const { logs, epochs } = last('done');
    await trainer.dispose();
    const reached = logs['test_accuracy'] ?? Number.NaN;
    const seconds = (performance.now() - begun) / 1000;
    if (json) print(JSON.stringify({ bench: 'reach', example, backend, reached, least, epochs, seconds }));
    else
      print(
        `${example}, ${backend}   test accuracy ${reached.toFixed(4)} (promised ${least}) in ${seconds.toFixed(0)} s`,
      );
    if (!(reached >= least)) shortfalls.push(`${example}: test accuracy ${reached.toFixed(4)}, promised ${least}`);
  }
  return shortfalls;
}
