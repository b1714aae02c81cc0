/** A batch cannot hold more examples than there are to train on. */
import { count } from '../../base/format.ts';
import { setParam } from '../fixes/commands.ts';
import { nameOf } from '../graph.ts';
import type { Check } from './check.ts';

export const batchSize: Check = ({ draft: { train, data, batchSize: size } }) => {
  if (data === undefined || size <= data.trainRows) return [];
  const param = Object.keys(train.params).find((name) => name === 'batch_size');
  return [
    {
      severity: 'warning',
      code: 'batch-too-large',
      node: train.id,
      ...(param !== undefined && { param }),
      message: `${nameOf(train)} wants ${count(size)} examples per batch, but ${data.node.id} has only ${count(data.trainRows)} to train on.`,
      hint: 'Every epoch is then a single step. Smaller batches take more steps.',
      fixes:
        param === undefined
          ? []
          : [{ label: `Set ${param} to ${data.trainRows}`, command: setParam(train.id, param, data.trainRows) }],
    },
  ];
};
