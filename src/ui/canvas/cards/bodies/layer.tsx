/** A layer shows its key params; one without weights that is nothing but a function shows its curve. */
import { hasPicture } from '../../../pictures/index.tsx';
import { ParamRows } from './param-rows.tsx';
import { PictureBody } from './picture.tsx';
import type { BodyProps } from './props.ts';

export function LayerBody(props: BodyProps) {
  const { definition, facts } = props;
  const isFunction = facts !== undefined && facts.weights.length === 0 && hasPicture(definition, facts.params);
  return isFunction ? <PictureBody {...props} /> : <ParamRows {...props} />;
}
