/** A layer shows its key params; one without weights that is nothing but a function shows its curve. */
import { hasPicture } from '../../../pictures/index.tsx';
import { ParamRows } from './param-rows.tsx';
import { PictureBody } from './picture.tsx';
import type { BodyProps } from './body-props.ts';

export function LayerBody({ view }: BodyProps) {
  const isFunction = view.facts?.weights.length === 0 && hasPicture(view.definition, view.params);
  return isFunction ? <PictureBody view={view} /> : <ParamRows view={view} />;
}
