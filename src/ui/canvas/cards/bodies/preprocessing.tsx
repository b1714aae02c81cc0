/** A preprocessing node shows what it makes of the data, above its params. */
import { ParamRows } from './param-rows.tsx';
import { PictureBody } from './picture.tsx';
import type { BodyProps } from './body-props.ts';

export const PreprocessingBody = ({ view }: BodyProps) => (
  <>
    <PictureBody view={view} />
    <ParamRows view={view} />
  </>
);
