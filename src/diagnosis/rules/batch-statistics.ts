/*
 * In a short run the validation figures of batch normalisation are those of moving averages that have not arrived. And a
 * mean over a handful of examples is worth little.
 */
import { plural, percent } from '../../base/format.ts';
import { sizeOf } from '../../base/shape.ts';
import { setParam } from '../../compiler/fixes/fix-commands.ts';
import { graphSays } from '../facts/graph-says.ts';
import { batchNormalising, leftAfter, notArrived } from '../facts/moving-averages.ts';
import { inWords } from '../facts/places.ts';
import type { Place } from '../facts/places.ts';
import { defineRule } from '../finding.ts';
import type { Found, View } from '../finding.ts';

/** Values that one mean is taken over in a batch. */
const FEW = 8;
/** Follows within some dozens of steps. */
const QUICK = 0.9;

export const batchStatistics = defineRule({
  id: 'batch-statistics',
  title: 'Statistics of the batch',
  find(view) {
    const said = graphSays(view, ['batch-of-one', 'last-batch-of-one']);
    const layers = batchNormalising(view);
    if (layers.length === 0 || said.some(({ severity }) => severity === 'warning')) return said;
    return [...said, ...unsettled(view, layers), ...fewRows(view, layers)];
  },
});

const nodesOf = (places: readonly Place[]): readonly string[] => places.map(({ plan }) => plan.node);

function unsettled(view: View, layers: readonly Place[]): readonly Found[] {
  const { program, stepsPerEpoch, done, step } = view;
  const steps = done === undefined ? program.epochs * stepsPerEpoch : step;
  const slow = notArrived(layers, steps);
  const [first] = slow;
  if (first === undefined) return [];
  const nodes = nodesOf(slow);
  const is = done === undefined ? 'will still be' : 'is still';
  const quicker = slow.filter(({ plan }) => Number(plan.params['momentum']) > QUICK);
  const label = `Set momentum of ${inWords(nodesOf(quicker).length > 0 ? nodesOf(quicker) : nodes)} to ${QUICK}`;
  const commands = nodesOf(quicker).map((node) => setParam(node, 'momentum', QUICK));
  return [
    {
      severity: 'warning',
      node: first.plan.node,
      param: 'momentum',
      evidence: `After ${plural(steps, 'step')}, all this run takes, ${percent(leftAfter(first, steps))} of the moving averages of ${inWords(nodes)} ${is} what they began with: outside training the network answers by averages that have not arrived.`,
      advice:
        'Lower the momentum, or train for more steps. Until then the validation figures look worse than the network is.',
      fixes: commands.length === 0 ? [] : [{ label, command: { type: 'batch', label, commands } }],
    },
  ];
}

function fewRows({ program, data }: View, layers: readonly Place[]): readonly Found[] {
  const batch = Math.min(program.batchSize, data?.splits.train.count ?? Infinity);
  const few = layers.find(({ plan }) => batch * sizeOf(plan.inputShapes.inputs[0].slice(0, -1)) < FEW);
  if (few === undefined || batch < 2) return [];
  return [
    {
      severity: 'hint',
      node: few.plan.node,
      evidence: `${few.plan.node} takes mean and spread over ${plural(batch, 'example')} at a time: they change from batch to batch by about ${percent(1 / Math.sqrt(batch))} of the spread, and with them every answer.`,
      advice: 'Use batches of 16 or more, or a normalisation that looks at each example alone.',
      fixes: [{ label: `Set batch_size of ${program.id} to 32`, command: setParam(program.id, 'batch_size', 32) }],
    },
  ];
}
