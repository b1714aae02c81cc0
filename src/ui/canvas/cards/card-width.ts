/** How wide a card is: views have room for what they draw, notes as much as they ask for. */
import type { NodeDefinition, ViewSize } from '../../../catalog/define/index.ts';
import type { ParamValues } from '../../../catalog/params.ts';
import { CARD_WIDTH } from '../view/card-sizes.ts';

const VIEWS: Readonly<Record<ViewSize, number>> = { small: CARD_WIDTH, medium: 216, large: 336 };

export function cardWidth(definition: NodeDefinition | undefined, params: ParamValues): number {
  if (definition?.role === 'view') return VIEWS[definition.size(params)];
  return definition?.role === 'note' ? definition.width(params) : CARD_WIDTH;
}
