/** Losses of a whole batch and of sequences, recorded on real WebGPU, on a software adapter. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BINARY, CLASSES, LABELS, network } from '../../parity/graphs.ts';
import { parted } from '../../support/thorough.ts';
import { allOnTheCard, bothWays, recorded } from './on-webgpu.ts';

const LOSSES = [
  ['CTC', LABELS],
  ['Dice', BINARY],
  ['Tversky', CLASSES],
  ['CategoricalGeneralizedCrossEntropy', CLASSES],
] as const;
const STEPS = 4;

let back = (): void => undefined;
beforeAll(async () => {
  back = await allOnTheCard();
});
afterAll(() => back());

describe.each(LOSSES)('%s on webgpu', (type, head) => {
  const document = network(type, { head, loss: { type }, optimizer: { type: 'SGD', params: { learning_rate: 0.05 } } });

  // The loops of CTC make a recording that takes long; on wasm it is made in the tests of the step.
  for (const [options, tiers] of parted(['exact', 'fast'] as const, () => type !== 'CTC'))
    test.each(tiers)('%s', options, async (tier) => {
      await recorded(document, tier, async (bench) => {
        const { replayed, eager } = await bothWays(bench, STEPS);
        expect(new Set(replayed).size).toBeGreaterThan(1);
        replayed.forEach((loss, i) =>
          expect(Math.abs(loss - (eager[i] ?? Number.NaN))).toBeLessThanOrEqual(
            tier === 'exact' ? 0 : 1e-4 * Math.abs(loss),
          ),
        );
      });
    });
});
