/*
 * Normalisation over the batch compares an example with the others of its batch. Where there are none,
 * every value is its own mean: what comes out is the shift alone, whatever went in, and no gradient passes.
 */
import { count } from '../../base/format.ts';
import { sizeOf } from '../../base/shape.ts';
import { setBatchSize } from '../fixes/batch-size-fixes.ts';
import type { NodeOf } from '../graph.ts';
import { nameOf } from '../graph.ts';
import type { Draft } from '../program/draft.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Check } from './check.ts';

/** Batches of this size give a mean and a spread that are worth something. */
const GOOD_BATCH = 32;

/** Whether an example brings a single value of each feature; an image brings one for each of its places. */
const seesOneValue = (layer: NodeOf<'layer'>, facts: Facts): boolean =>
  layer.definition.normalises === 'batch' && sizeOf(facts.get(layer.id)?.inputShapes[0]?.slice(0, -1) ?? [0]) === 1;

export const batchOfOne: Check = ({ facts, draft }) => {
  const { train, data, batchSize } = draft;
  const layer = draft.layers.find((each) => seesOneValue(each, facts));
  if (layer === undefined) return [];
  const rows = data?.trainRows ?? Infinity;
  if (batchSize === 1 || rows === 1) {
    const found = batchSize === 1 ? `${nameOf(train)} has batches of one` : `${data?.node.id} has one to train on`;
    return [
      {
        severity: 'warning',
        code: 'batch-of-one',
        node: layer.id,
        message: `${nameOf(layer)} normalises each example by the others of its batch, and ${found}: it always answers its shift β, and nothing before it learns.`,
        hint: batchSize === 1 ? 'Use larger batches; from about 16 on they work well.' : 'Train on more examples.',
        fixes: batchSize === 1 ? fixes(draft, GOOD_BATCH) : [],
      },
    ];
  }
  if (rows % batchSize !== 1) return [];
  return [
    {
      severity: 'hint',
      code: 'last-batch-of-one',
      node: layer.id,
      message: `${nameOf(layer)} normalises each example by the others of its batch, but the last batch of every epoch has one example only: ${count(rows)} to train on in batches of ${count(batchSize)} leave one over.`,
      hint: 'That step teaches nothing before this layer, and it disturbs the moving averages. Choose a size that leaves none or several over.',
      fixes: fixes(draft, batchSize),
    },
  ];
};

/** The batch size nearest to the wished one that leaves no batch of one. */
function fixes(draft: Draft, wished: number) {
  const rows = draft.data?.trainRows ?? Infinity;
  const suits = (size: number) => size > 1 && size <= rows && (rows === Infinity || rows % size !== 1);
  for (let distance = 0; distance <= wished; distance++) {
    const size = [wished + distance, wished - distance].find(suits);
    if (size !== undefined) return setBatchSize(draft, size);
  }
  return setBatchSize(draft, rows);
}
