/** What a card shows below its title, by role: key values or one live picture. */
import type { NodeView } from '../../../stores/node-view.ts';
import { OfProgram } from '../../../stores/of-program.tsx';
import { useNodeProgram } from '../../../stores/own-program.ts';
import { BlockBody } from './block.tsx';
import { LayerBody } from './layer.tsx';
import { LossBody } from './loss.tsx';
import { OptimizerBody } from './optimizer.tsx';
import { ParamRows } from './param-rows.tsx';
import { PictureBody } from './picture.tsx';
import { PreprocessingBody } from './preprocessing.tsx';
import type { BodyProps, RoleBodies } from './body-props.ts';
import { UnknownBody } from './unknown.tsx';
import { ViewBody } from './view.tsx';

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
  view: ViewBody,
  // Notes have a card of their own.
  note: NoBody,
  gate: NoBody,
  block: BlockBody,
};

export function CardBody({ view }: { readonly view: NodeView }) {
  const { definition } = view;
  if (definition === undefined) return <UnknownBody node={view.node} />;
  return <KnownBody view={{ ...view, definition }} />;
}

/** Its figures are those of the run that the node belongs to. */
function KnownBody({ view }: BodyProps) {
  const Body = BODIES[view.definition.role];
  return (
    <OfProgram program={useNodeProgram(view.node.id)}>
      <Body view={view} />
    </OfProgram>
  );
}
