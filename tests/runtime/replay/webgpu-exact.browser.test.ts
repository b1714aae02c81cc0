/*
 * The exact tier on WebGPU against tfjs, bit for bit, on the shipped examples and on graphs by chance. On a software
 * adapter that takes long: by default a few of them take a few steps. `VITE_EXACT_STEPS=150` has all of them take so
 * many, of a few rows each, or of `VITE_EXACT_ROWS`: less to compute, and the same kernels. `-t` chooses among them.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { parted } from '../../support/thorough.ts';
import { allOnTheCard, bothWays, recorded } from './on-webgpu.ts';
import type { Bench } from './on-webgpu.ts';
import { graphNumber } from './random-graphs.ts';

const asked = Number(import.meta.env['VITE_EXACT_STEPS'] ?? 0);
const STEPS = asked > 0 ? asked : 3;
const ROWS = asked > 0 ? Number(import.meta.env['VITE_EXACT_ROWS'] ?? 6) : Infinity;
const GRAPHS = 40;
/** One by chance with batch normalisation, which stays in `npm test`, and one that joins wires; others are in the tests of both tiers. */
const STAYS = 'graph 12';
const BY_DEFAULT = ['skip-connection', STAYS];

const files = import.meta.glob<GraphDocument>('../../../examples/*.json', { eager: true, import: 'default' });
const examples = Object.entries(files).map(
  ([path, document]) => [path.replace(/^.*\/|\.json$/g, ''), document] as const,
);
const graphs = Array.from({ length: GRAPHS }, (_x, n) => [`graph ${n}`, graphNumber(n)] as const);
const cases = [...examples, ...graphs].filter(([name]) => asked > 0 || BY_DEFAULT.includes(name));

let back = (): void => undefined;
beforeAll(async () => {
  back = await allOnTheCard();
});
afterAll(() => back());

for (const [options, some] of parted(cases, ([name]) => asked > 0 || name === STAYS))
  test.each(some)('%s', { timeout: 1_200_000, ...options }, async (_name, document) => {
    expect(compile(document, catalog).programs.length).toBeGreaterThan(0);
    const before = tf.memory().numTensors;
    const compare = async (bench: Bench) => {
      const { replayed, eager, replayedNumbers, eagerNumbers } = await bothWays(bench, STEPS);
      expect(new Set(replayed).size).toBeGreaterThan(STEPS / 2);
      expect(replayed).toEqual(eager);
      expect(replayedNumbers).toEqual(eagerNumbers);
    };
    await recorded(document, 'exact', compare, ROWS);
    expect(tf.memory().numTensors).toBe(before);
  });
