/*
 * `npm run bench -- dispatch`: what a step on WebGPU costs the processor, and how many dispatches it is, recorded and
 * not. The device does nothing, so that no adapter, imitated or real, stands between.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { must } from '../../../src/base/invariant.ts';
import { nodeHost } from '../../../src/cli/node-host.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { link } from '../../../src/runtime/link.ts';
import type { Linked } from '../../../src/runtime/link.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { print } from '../measure.ts';
import type { Options } from '../options.ts';
import { judgeDispatches } from '../targets.ts';
import { benchCatalog } from '../train/bench-data.ts';
import { documentOf } from '../train/program.ts';
import { titleOf } from '../train/task.ts';
import type { Task } from '../train/task.ts';
import { tasks } from '../train/tasks.ts';
import { costsOf, recordedCost } from './costs.ts';
import type { Cost } from './costs.ts';
import { RULES, under } from './optimizers.ts';

const INSIDE = 'EDGEWISE_IDLE_DEVICE';

/** A small and a large net that are counted under every optimizer. */
const UNDER_ALL: readonly string[] = ['2-16-16-2', '784-128-64-10'];

/** On the nets of the training bench; `--net` and `--variant` choose among them. */
export async function benchDispatch(options: Options): Promise<readonly string[]> {
  if (process.env[INSIDE] === undefined) return again(options);
  const obtained = await obtainBackend('webgpu', nodeHost);
  if (!obtained.ok) throw new Error(obtained.error);
  const shortfalls: string[] = [];
  const judged = (title: string, cost: Cost) => {
    const verdict = judgeDispatches(title, cost);
    shortfalls.push(...verdict.shortfalls);
    if (!options.json) for (const note of verdict.notes) print(note);
  };
  const chosen = ({ net, variant }: Task) => net.startsWith(options.net) && variant.startsWith(options.variant);
  for (const task of tasks.filter(chosen)) {
    const document = documentOf(task);
    const costs = await costsOf(document, linkedOf(document), options);
    const { net, variant } = task;
    if (options.json) print(JSON.stringify({ bench: 'dispatch', net, variant, backend: 'webgpu', ...costs }, rounded));
    else print(`dispatch, ${net} ${variant}   ${Object.entries(costs).map(inWords).join('   ')}`);
    if (task.stack?.normalised === true) judged(titleOf(task), costs.ours);
  }
  for (const task of tasks.filter((each) => chosen(each) && UNDER_ALL.includes(each.net) && each.stack?.normalised)) {
    for (const rule of RULES) {
      const document = under(documentOf(task), rule);
      const cost = await recordedCost(document, linkedOf(document), options);
      const { net } = task;
      const told = { bench: 'dispatch', net, variant: 'bn-relu', optimizer: rule.name, backend: 'webgpu', ours: cost };
      if (options.json) print(JSON.stringify(told, rounded));
      else print(`dispatch, ${net} bn-relu under ${rule.name}   ${inWords(['ours', cost])}`);
      judged(`${net} bn-relu under ${rule.name}`, cost);
    }
  }
  return shortfalls;
}

function linkedOf(document: GraphDocument): Linked {
  const [program] = compile(document, benchCatalog).programs;
  return link(must(program, `the program of ${document.name}`), benchCatalog);
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
