/** A batch cannot hold more examples than there are to train on. */
import { count } from '../../base/format.ts';
import { batchSizeParam, setBatchSize } from '../fixes/batch-size-fixes.ts';
import { nameOf } from '../graph.ts';
import type { Check } from './check.ts';

export const batchSize: Check = ({ draft }) => {
  const { train, data, batchSize: size } = draft;
  if (data === undefined || size <= data.trainRows) return [];
  const param = batchSizeParam(draft);
  return [
    {
      severity: 'warning',
      code: 'batch-too-large',
      node: train.id,
      ...(param !== undefined && { param }),
      message: `${nameOf(train)} wants ${count(size)} examples per batch, but ${data.node.id} has only ${count(data.trainRows)} to train on.`,
      hint: 'Every epoch is then a single step. Smaller batches take more steps.',
      fixes: setBatchSize(draft, data.trainRows),
    },
  ];
};
