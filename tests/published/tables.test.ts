/** The shipped examples on first weights reproduce the published tables, layer by layer. */
import { beforeAll, describe, expect, test } from 'vitest';
import { readWires } from '../../src/runtime/instruments/wires.ts';
import { obtainBackend } from '../../src/runtime/obtain-backend.ts';
import { nodeHost } from '../support/node-host.ts';
import { example } from '../support/programs.ts';
import { withRun } from '../support/runs.ts';
import { THOROUGH } from '../support/thorough.ts';
import { figuresOf, varied } from './layers.ts';
import type { Figures, Variation } from './layers.ts';
import { disagreeing, TABLES } from './tables.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
/** How far a mean may lie from theory hangs on the number of seeds, so a few say the same, only less sharply. */
const FEW = [1, 2];

beforeAll(async () => {
  const obtained = await obtainBackend('wasm', nodeHost);
  if (!obtained.ok) throw new Error(obtained.error);
});

async function several(name: string, variation: Variation, seeds: readonly number[]) {
  const found: Figures[] = [];
  for (const seed of seeds) found.push(await figuresOf(varied(example(name), { ...variation, seed })));
  return { mean: found.map(({ mean }) => mean), std: found.map(({ std }) => std) };
}

/** What each single network must show. */
const STORIES: Readonly<Record<string, (std: readonly number[]) => boolean>> = {
  'init-tanh-small': (std) =>
    ratios(std)
      .slice(0, 7)
      .every((ratio) => Math.abs(ratio - 0.01 * Math.sqrt(500)) < 0.005),
  'init-tanh-large': (std) => std.every((value) => value > 0.98),
  'init-tanh-xavier': (std) => ratios(std).every((ratio) => ratio < 1) && Math.abs((std[9] ?? 0) - 0.228) < 0.01,
  // Chance is at work in every layer; over all ten the variance has been halved nine times.
  'init-relu-xavier': (std) => Math.abs(Math.log2((std[0] ?? 0) / (std[9] ?? 1)) - 4.5) < 0.75,
  'init-relu-he': (std) => Math.abs(Math.log2((std[0] ?? 0) / (std[9] ?? 1))) < 0.75,
};
const ratios = (std: readonly number[]) => std.slice(1).map((value, i) => value / (std[i] ?? Number.NaN));

describe.each(TABLES)('$example', ({ example: name, std, mean }) => {
  async function agrees(seeds: readonly number[]) {
    const found = await several(name, {}, seeds);
    expect(disagreeing(std, found.std)).toEqual([]);
    if (mean !== undefined) expect(disagreeing(mean, found.mean)).toEqual([]);
    expect(found.std.map((each) => STORIES[name]?.(each))).toEqual(seeds.map(() => true));
  }

  test('agrees with theory in every layer, over two seeds', { timeout: 120_000 }, () => agrees(FEW));
  test('agrees with theory in every layer, over eight seeds', { timeout: 120_000, ...THOROUGH }, () => agrees(SEEDS));
});

describe('normal weights that are cut off and not stretched again', () => {
  test.each([
    ['init-tanh-xavier', Math.sqrt(1 / 500), 0.1074, 0.005],
    ['init-relu-he', Math.sqrt(2 / 500), 0.229, 0.08],
  ] as const)('do not pass for %s', { timeout: 120_000 }, async (name, stddev, end, scatter) => {
    const start = ['TruncatedNormal', { stddev }] as const;
    const found = await several(name, { start }, FEW);
    const table = TABLES.find((each) => each.example === name);
    if (table === undefined) throw new Error(name);
    expect(disagreeing(table.std, found.std)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const each of found.std) expect(Math.abs((each[9] ?? 0) - end)).toBeLessThan(scatter);
  });
});

test('probe reads the same from the wires, on cpu as on wasm', { timeout: 120_000 }, async () => {
  // Fewer rows: what is compared are the very same numbers.
  const document = varied(example('init-relu-he'), { samples: 20 });
  const expected = await figuresOf(document);
  const read = () =>
    withRun(document, async (run) => {
      const { tensors } = await readWires(run);
      return Array.from({ length: 10 }, (_, i) => tensors[`d${i + 1}.outputs`]?.forward.std ?? Number.NaN);
    });
  const onCpu = await read();
  onCpu.forEach((std, layer) => expect(std / (expected.std[layer] ?? Number.NaN)).toBeCloseTo(1, 3));
});
