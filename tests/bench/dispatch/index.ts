/*
 * `npm run bench -- dispatch`: what a step on WebGPU costs the processor, and how many dispatches it is, recorded and
 * not. The device does nothing, so that no adapter, imitated or real, stands between.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { must } from '../../../src/base/invariant.ts';
import { nodeHost } from '../../../src/cli/node-host.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { link } from '../../../src/runtime/link.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { print } from '../measure.ts';
import type { Options } from '../options.ts';
import { judgeDispatches } from '../targets.ts';
import { benchCatalog } from '../train/bench-data.ts';
import { documentOf } from '../train/program.ts';
import { tasks } from '../train/tasks.ts';
import { costsOf } from './costs.ts';
import type { Cost } from './costs.ts';

const INSIDE = 'EDGEWISE_IDLE_DEVICE';

/** On the nets of the training bench; `--net` and `--variant` choose among them. */
export async function benchDispatch(options: Options): Promise<readonly string[]> {
  if (process.env[INSIDE] === undefined) return again(options);
  const obtained = await obtainBackend('webgpu', nodeHost);
  if (!obtained.ok) throw new Error(obtained.error);
  const shortfalls: string[] = [];
  const wanted = tasks.filter(({ net, variant }) => net.startsWith(options.net) && variant.startsWith(options.variant));
  for (const task of wanted) {
    const document = documentOf(task);
    const [program] = compile(document, benchCatalog).programs;
    const costs = await costsOf(document, link(must(program, `the program of ${task.net}`), benchCatalog), options);
    const { net, variant } = task;
    if (options.json) print(JSON.stringify({ bench: 'dispatch', net, variant, backend: 'webgpu', ...costs }, rounded));
    else print(`dispatch, ${net} ${variant}   ${Object.entries(costs).map(inWords).join('   ')}`);
    const verdict = judgeDispatches(task, costs.ours);
    shortfalls.push(...verdict.shortfalls);
    if (!options.json) for (const note of verdict.notes) print(note);
  }
  return shortfalls;
}

/** The backend looks for WebGPU when it is loaded, so this is done in a process that has one from the start. */
function again({ json, gate, net, variant, milliseconds }: Options): readonly string[] {
  const flags = [...(json ? ['--json'] : []), ...(gate ? ['--gate'] : [])];
  const chosen = [`--net=${net}`, `--variant=${variant}`, `--ms=${milliseconds}`];
  const preload = resolve('tests/bench/dispatch/idle-device.mjs');
  const main = resolve('dist-cli/bench/main.js');
  const { status } = spawnSync(process.execPath, ['--import', preload, main, 'dispatch', ...flags, ...chosen], {
    stdio: 'inherit',
    env: { ...process.env, [INSIDE]: '1' },
  });
  return status === 0 ? [] : ['the dispatches of recorded steps on WebGPU'];
}

const inWords = ([tier, { us, dispatches, inOneGo }]: [string, Cost]): string =>
  `${tier} ${us.toFixed(0)} µs${inOneGo === undefined ? '' : ` (${inOneGo.toFixed(0)} µs in one go)`}, ${dispatches} dispatches`;

const rounded = (_key: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);
