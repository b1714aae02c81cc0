import type { NodeDefinition, Role } from '../../../../catalog/define/index.ts';
import type { NodeFacts } from '../../../../compiler/types.ts';
import type { GraphNode } from '../../../../graph/types.ts';

export interface BodyProps<D extends NodeDefinition = NodeDefinition> {
  readonly node: GraphNode;
  readonly definition: D;
  /** Absent while the node's params are not valid. */
  readonly facts: NodeFacts | undefined;
}

export type RoleBodies = { readonly [R in Role]: React.ComponentType<BodyProps> };
