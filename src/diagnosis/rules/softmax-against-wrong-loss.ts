/** What the network ends with and what the loss reads must belong together. */
import { changeType } from '../../compiler/fixes/fix-commands.ts';
import { activationOf } from '../../catalog/layer-facts.ts';
import { tensorKey } from '../../compiler/types.ts';
import type { Fix } from '../../compiler/types.ts';
import { nodeById } from '../../graph/queries.ts';
import { graphSays } from '../facts/graph-says.ts';
import { placesOf } from '../facts/places.ts';
import { defineRule } from '../finding.ts';
import type { Found, View } from '../finding.ts';

const CODES = ['activation-twice', 'no-probabilities', 'other-activation', 'softmax-of-one'];

export const softmaxAgainstWrongLoss = defineRule({
  id: 'softmax-against-wrong-loss',
  title: 'Output and loss do not match',
  find(view) {
    const said = graphSays(view, CODES);
    return said.length > 0 ? said : shares(view);
  },
});

/** Shares of one whole, compared with the targets as if they were any numbers. */
function shares(view: View): readonly Found[] {
  const { program, catalog } = view;
  const { loss, output, data } = program;
  const definition = catalog.expect(loss.type, 'loss');
  const last = placesOf(view).find(({ key }) => key === tensorKey(output));
  const ends = last && activationOf(last.definition, last.plan.params);
  // A loss that takes logarithms is as steep as a cross-entropy where the answer is wrong.
  if (last === undefined || ends?.rowwise !== true || ends.values[0] < 0 || definition.positive === true) return [];
  if (definition.wants !== undefined || data.info.target.kind !== 'classes') return [];
  return [
    {
      severity: 'hint',
      node: loss.node,
      ...(last.wire !== undefined && { wire: last.wire }),
      evidence: `${last.plan.node} answers with probabilities (${ends.name}), and ${loss.type} compares them with the targets as plain numbers: where the network is sure and wrong, next to no gradient comes back.`,
      advice: 'A cross-entropy is steepest there.',
      fixes: exchange(view, ends.name),
    },
  ];
}

/** The first loss made for this activation that reads the targets as they are written now. */
function exchange({ document, catalog, program }: View, ends: string): readonly Fix[] {
  const { loss, data } = program;
  const node = nodeById(document, loss.node);
  const classes = data.info.target.kind === 'classes' ? data.info.target.names.length : 0;
  const better = catalog.all
    .filter((each) => each.role === 'loss')
    .find((each) => each.wants?.activation === ends && each.encoding(classes, data.width) === data.encoding);
  return node === undefined || better === undefined ? [] : changeType(document, node, better.type, undefined);
}
