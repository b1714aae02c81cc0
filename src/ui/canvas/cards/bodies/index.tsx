/** What a card shows below its title, by role: key values or one live picture. */
import type { NodeDefinition } from '../../../../catalog/define/index.ts';
import type { NodeFacts } from '../../../../compiler/types.ts';
import type { GraphNode } from '../../../../graph/types.ts';
import { LayerBody } from './layer.tsx';
import { LossBody } from './loss.tsx';
import { OptimizerBody } from './optimizer.tsx';
import { ParamRows } from './param-rows.tsx';
import { PictureBody } from './picture.tsx';
import type { RoleBodies } from './props.ts';
import { UnknownBody } from './unknown.tsx';

const NoBody = () => null;

const BODIES: RoleBodies = {
  dataset: PictureBody,
  preprocessing: ParamRows,
  layer: LayerBody,
  initializer: PictureBody,
  regularizer: ParamRows,
  constraint: ParamRows,
  loss: LossBody,
  optimizer: OptimizerBody,
  schedule: PictureBody,
  callback: ParamRows,
  training: PictureBody,
  // Notes have a card of their own.
  note: NoBody,
};

interface Props {
  readonly node: GraphNode;
  readonly definition: NodeDefinition | undefined;
  readonly facts: NodeFacts | undefined;
}

export function CardBody({ node, definition, facts }: Props) {
  if (definition === undefined) return <UnknownBody node={node} />;
  const Body = BODIES[definition.role];
  return <Body node={node} definition={definition} facts={facts} />;
}
