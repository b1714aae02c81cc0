/** What a card shows below its title, by role: key values or one live picture. */
import type { NodeView } from '../../../stores/node-view.ts';
import { BlockBody } from './block.tsx';
import { LayerBody } from './layer.tsx';
import { LossBody } from './loss.tsx';
import { OptimizerBody } from './optimizer.tsx';
import { ParamRows } from './param-rows.tsx';
import { PictureBody } from './picture.tsx';
import { PreprocessingBody } from './preprocessing.tsx';
import type { RoleBodies } from './body-props.ts';
import { UnknownBody } from './unknown.tsx';

const NoBody = () => null;

const BODIES: RoleBodies = {
  dataset: PictureBody,
  preprocessing: PreprocessingBody,
  layer: LayerBody,
  initializer: PictureBody,
  regularizer: ParamRows,
  constraint: ParamRows,
  loss: LossBody,
  metric: ParamRows,
  optimizer: OptimizerBody,
  schedule: PictureBody,
  callback: ParamRows,
  training: PictureBody,
  // Notes have a card of their own.
  note: NoBody,
  gate: NoBody,
  block: BlockBody,
};

export function CardBody({ view }: { readonly view: NodeView }) {
  const { definition } = view;
  if (definition === undefined) return <UnknownBody node={view.node} />;
  const Body = BODIES[definition.role];
  return <Body view={{ ...view, definition }} />;
}
