/** A network should not end with a function that cannot reach what it is to learn. */
import { compact } from '../../base/format.ts';
import type { TargetInfo } from '../../catalog/define/index.ts';
import { activationOf } from '../../catalog/layer-facts.ts';
import { endLinear } from '../fixes/activation-fixes.ts';
import { nameOf } from '../graph.ts';
import { outputIsLayer } from '../program/draft.ts';
import type { Check } from './check.ts';

type Range = readonly [low: number, high: number];

export const boundedOutput: Check = ({ facts, draft }) => {
  const { loss, data } = draft;
  const output = outputIsLayer(draft);
  if (output === undefined || data === undefined || loss === undefined) return [];
  // What these must end with is said by `probabilities` and `positiveOutput`.
  if (loss.definition.wants !== undefined || loss.definition.positive === true) return [];
  const { name, values: reached } = activationOf(output.definition, output.params);
  const wanted = rangeOf(data.info.target);
  if (reached[0] <= wanted[0] && reached[1] >= wanted[1]) return [];
  return [
    {
      severity: 'hint',
      code: 'bounded-output',
      node: output.id,
      message: `${nameOf(output)} ends with ${name} and can only answer ${inWords(reached)}, but the targets of ${data.node.id} can be ${inWords(wanted)}.`,
      hint: 'For values to predict, a linear last layer can reach every number.',
      fixes: endLinear(output, facts),
    },
  ];
};

/** Classes are written as 0 and 1. Values of which nothing is known may lie anywhere. */
const rangeOf = (target: TargetInfo): Range =>
  target.kind === 'classes' ? [0, 1] : ((target.kind === 'values' ? target.range : undefined) ?? [-Infinity, Infinity]);

function inWords([low, high]: Range): string {
  if (low === -Infinity && high === Infinity) return 'any number';
  if (high === Infinity) return `${compact(low)} or more`;
  return low === -Infinity ? `${compact(high)} or less` : `between ${compact(low)} and ${compact(high)}`;
}
