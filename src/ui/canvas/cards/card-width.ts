/** How wide a card is: views have room for what they draw. */
import type { NodeDefinition, ViewSize } from '../../../catalog/define/index.ts';
import type { ParamValues } from '../../../catalog/params.ts';
import { CARD_WIDTH } from '../view/layout.ts';

const VIEWS: Readonly<Record<ViewSize, number>> = { small: CARD_WIDTH, medium: 216, large: 336 };

export const cardWidth = (definition: NodeDefinition | undefined, params: ParamValues): number =>
  definition?.role === 'view' ? VIEWS[definition.size(params)] : CARD_WIDTH;
