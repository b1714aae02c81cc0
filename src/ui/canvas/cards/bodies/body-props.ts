import type { NodeDefinition, Role } from '../../../../catalog/define/index.ts';
import type { NodeView } from '../../../stores/node-view.ts';

export interface BodyProps {
  readonly view: NodeView<NodeDefinition>;
}

export type RoleBodies = { readonly [R in Role]: React.ComponentType<BodyProps> };
