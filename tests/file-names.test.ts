/** Two files bear one name only where they are two sides of one thing: what is searched for is found once. */
import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** Roles that many rooms have: what the files beside them share, what they may be at most, what they are made of. */
const ROLES = ['common', 'index', 'limits', 'main', 'parts', 'ports', 'types', 'worked'];

/** One thing that is declared, worked out, drawn or told in several rooms. */
const SIDES = `
  activation block blocks catalog clipboard confusion curves dataset desk diff elu examples frames landscape
  layer leaky-relu loss mean-absolute-error mean-squared-error moving-statistics note optimizer output
  own-data pace preprocessing probe readings relu run softmax table train unit-maps updates versions view
  weight-images bias-before-normalisation check all
`
  .trim()
  .split(/\s+/);

/** The same part on each backend. */
const ON_EACH_BACKEND = ['backend', 'matmul', 'moves', 'record', 'recording', 'register-kernels'];

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : /(?<!\.d)\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

test('two files bear one name only where they are sides of one thing', () => {
  const seen = new Map<string, number>();
  for (const path of files(SRC)) {
    const name = basename(path).replace(/\.\w+$/, '');
    seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  const shared = [...seen].filter(([, times]) => times > 1).map(([name]) => name);
  expect(shared.toSorted()).toEqual([...ROLES, ...SIDES, ...ON_EACH_BACKEND].toSorted());
});
