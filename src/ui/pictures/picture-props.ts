import type { DefinitionOf, Role } from '../../catalog/define/index.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { NodeId } from '../../graph/types.ts';

/** On a node's card, without axes, or in the inspector's panel. */
export type PictureSize = 'card' | 'panel';

export interface PictureProps<R extends Role> {
  readonly definition: DefinitionOf<R>;
  readonly nodeId: NodeId;
  readonly params: ParamValues;
  readonly size: PictureSize;
}

/** Width and height of a card's picture in pixels. The card may scale it; its shape stays. */
export const CARD_SMALL = { width: 132, height: 44 } as const;
/** Above the params of a card. */
export const CARD_PREVIEW = { width: 132, height: 64 } as const;
export const CARD_TALL = { width: 132, height: 84 } as const;
/** Inner width of the inspector at its usual size, used until it has been measured. */
export const PANEL_WIDTH = 268;
