/** The same run by the command line: trained in a process of its own until it was timed for some seconds. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isObject } from '../../../src/base/json.ts';
import { endlessSpirals } from '../tiers/examples.ts';

const WARM_UP_MS = 2000;
const TIMED_MS = 4000;

/** Steps per second, by the clock on the wall. */
export async function stepsPerSecondByCommandLine(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'edgewise-bench-'));
  const file = join(folder, 'spirals.json');
  writeFileSync(file, endlessSpirals());
  const args = ['src/tools/edgewise.mjs', 'train', file, '--backend', 'wasm', '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let begun: number | undefined;
    let first: { readonly step: number; readonly at: number } | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      const told: unknown = JSON.parse(line);
      if (!isObject(told) || told['type'] !== 'epoch' || typeof told['step'] !== 'number') continue;
      const now = { step: told['step'], at: performance.now() };
      begun ??= now.at;
      if (first === undefined) {
        if (now.at - begun >= WARM_UP_MS) first = now;
      } else if (now.at - first.at >= TIMED_MS) {
        return (1000 * (now.step - first.step)) / (now.at - first.at);
      }
    }
    throw new Error('The command line ended before it was timed.');
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}
