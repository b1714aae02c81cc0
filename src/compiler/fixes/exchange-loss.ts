/** Puts another loss in the place of the one there, one that suits the width of the network. */
import type { LossDefinition } from '../../catalog/define/index.ts';
import type { Graph } from '../graph.ts';
import type { Draft } from '../program/draft.ts';
import { targetForm } from '../program/draft.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Fix } from '../types.ts';
import { changeType } from './fix-commands.ts';
import { setWidth } from './widths.ts';

/**
 * The first of these losses that would write the targets in as many columns as the network answers with; if none
 * does, the first of all together with the width it needs.
 */
export function exchangeLoss(
  graph: Graph,
  facts: Facts,
  draft: Draft,
  losses: readonly LossDefinition[],
): readonly Fix[] {
  const { loss, data, outputShape } = draft;
  const widthFor = (each: LossDefinition) =>
    data === undefined || outputShape === undefined ? undefined : targetForm(each, data.info, outputShape).answers;
  const fits = (each: LossDefinition) => [undefined, outputShape?.at(-1)].includes(widthFor(each));
  const suited = losses.find(fits) ?? losses[0];
  if (loss === undefined || suited === undefined) return [];
  const use = changeType(graph.document, loss.node, suited.type, undefined);
  if (fits(suited)) return use.map((fix) => ({ ...fix, label: `Use ${suited.type}` }));
  return setWidth(draft.output, widthFor(suited) ?? 0, facts).flatMap(({ label: wider, command }) => {
    const label = `Use ${suited.type}, and ${wider.replace(/^S/, 's')}`;
    return use.map((fix) => ({ label, command: { type: 'batch', label, commands: [fix.command, command] } }));
  });
}
