import type { NodeDefinition } from '../../../../catalog/define/index.ts';
import type { ParamValues } from '../../../../catalog/params.ts';
import type { NodeId } from '../../../../graph/types.ts';

/** What a live part of the panel is given. */
export interface LiveProps {
  readonly node: NodeId;
  readonly definition: NodeDefinition;
  readonly params: ParamValues;
}
