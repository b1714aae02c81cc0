/*
 * `npm run bench -- card`: what a step takes on this machine's graphics card, in Node and without a page: recorded in
 * both tiers, by tfjs alone, and where the time of a recorded step goes.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { must } from '../../../src/base/invariant.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { nodeHost } from '../../../src/cli/node-host.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { parseDocument } from '../../../src/graph/parse.ts';
import { link } from '../../../src/runtime/link.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { onSoftware } from '../../../src/runtime/webgpu/adapter.ts';
import { print } from '../measure.ts';
import type { Options } from '../options.ts';
import { stepTimes } from './step-times.ts';

const INSIDE = 'EDGEWISE_OWN_CARD';
const EXAMPLES = ['two-spirals', 'digits', 'digits-convolution', 'mnist', 'mnist-convolution', 'sine-lstm'];

/** On examples; `--net` chooses among them. */
export async function benchCard(options: Options): Promise<readonly string[]> {
  if (process.env[INSIDE] === undefined) return again(options);
  const obtained = await obtainBackend('webgpu', nodeHost);
  if (!obtained.ok) {
    print(`card: left out, ${obtained.error}`);
    return [];
  }
  print(`card: ${onSoftware() ? 'imitated by the processor' : 'a graphics card'}`);
  for (const name of EXAMPLES.filter((each) => each.startsWith(options.net))) {
    const parsed = parseDocument(readFileSync(resolve('examples', `${name}.json`), 'utf8'));
    if (!parsed.ok) throw new Error(`${name} cannot be read`);
    const [program] = compile(parsed.value.document, catalog).programs;
    const linked = link(must(program, `the program of ${name}`), catalog);
    const { dispatches, ...times } = await stepTimes(parsed.value.document, linked, options);
    if (options.json) {
      print(JSON.stringify({ bench: 'card', example: name, backend: 'webgpu', ...times, dispatches }));
      continue;
    }
    const words = Object.entries(times).map(([tier, us]) => `${tier} ${us.toFixed(0)} µs`);
    print(`card, ${name}   ${words.join('   ')}`);
    for (const { label, us } of dispatches.toSorted((a, b) => b.us - a.us).slice(0, SHOWN)) {
      print(`    ${us.toFixed(1).padStart(8)} µs  ${label}`);
    }
  }
  return [];
}

/** The longest dispatches of a step. */
const SHOWN = 8;

/** The backend looks for WebGPU when it is loaded, so this is done in a process that has one from the start. */
function again({ json, net, milliseconds }: Options): readonly string[] {
  const flags = [...(json ? ['--json'] : []), `--net=${net}`, `--ms=${milliseconds}`];
  const main = resolve('dist-cli/bench/main.js');
  const preload = resolve('tests/bench/card/device.mjs');
  const { status } = spawnSync(process.execPath, ['--import', preload, main, 'card', ...flags], {
    stdio: 'inherit',
    env: { ...process.env, [INSIDE]: '1' },
  });
  return status === 0 ? [] : ['steps on the graphics card'];
}
