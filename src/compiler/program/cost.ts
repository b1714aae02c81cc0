/** What a program costs: parameters, multiply-adds and the memory that training it takes. */
import { sizeOf } from '../../base/shape.ts';
import type { Draft } from './draft.ts';
import { ASSUMED_SLOTS, BYTES_PER_NUMBER, trainingBytes } from './memory-limits.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Cost } from '../types.ts';

/** Numbers the optimizer keeps per weight. */
export const slotCount = ({ optimizer }: Draft): number =>
  optimizer === undefined ? ASSUMED_SLOTS : Object.keys(optimizer.definition.slots(optimizer.params)).length;

export function costOf(draft: Draft, facts: Facts): Cost {
  let [parameters, multiplyAdds, outputs] = [0, 0, 0];
  for (const { id } of draft.layers) {
    const known = facts.get(id);
    parameters += known?.parameters ?? 0;
    multiplyAdds += known?.multiplyAdds ?? 0;
    const held = known?.working ?? 0;
    outputs += Object.values(known?.outputShapes ?? {}).reduce((sum, shape) => sum + sizeOf(shape), held);
  }
  const bytes = trainingBytes(parameters, slotCount(draft), outputs, draft.batchSize) + dataBytes(draft, facts);
  return { parameters, multiplyAdds, bytes };
}

/** The examples stay on the device: each input after its preprocessing, and the targets. */
function dataBytes({ data, inputs, width = 0 }: Draft, facts: Facts): number {
  if (data === undefined) return 0;
  const columns = inputs.reduce((sum, { node }) => sum + sizeOf(facts.get(node.id)?.outputShape ?? [0]), width);
  return BYTES_PER_NUMBER * data.rows * columns;
}
