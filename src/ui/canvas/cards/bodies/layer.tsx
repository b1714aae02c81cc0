/**
 * A layer shows its key params; one without weights that is nothing but a function shows its curve. For data of two
 * features what its units answer stands below.
 */
import { late } from '../../../late/late.tsx';
import { hasPicture } from '../../../pictures/index.tsx';
import { useDocument } from '../../../stores/document.ts';
import styles from './bodies.module.css';
import { ParamRows } from './param-rows.tsx';
import { PictureBody } from './picture.tsx';
import type { BodyProps } from './body-props.ts';
import { layerWithStrip, stripLayout } from './unit-strip-layout.ts';

interface StripProps {
  readonly layer: string;
  readonly units: number;
}

/** Keeps the place until the maps are loaded, so that the card does not grow. */
const Place = ({ units }: StripProps) => (
  <div className={styles.strip} style={{ height: stripLayout(units).height }} aria-hidden="true" />
);

const UnitStrip = late<StripProps>(async () => (await import('./unit-strip.tsx')).UnitStrip, Place);

export function LayerBody({ view }: BodyProps) {
  const isFunction = view.facts?.weights.length === 0 && hasPicture(view.definition, view.params);
  const layer = useDocument((state) => layerWithStrip(state, view));
  const units = view.facts?.outputShape?.[0] ?? 0;
  return (
    <>
      {isFunction ? <PictureBody view={view} /> : <ParamRows view={view} />}
      {layer !== undefined && <UnitStrip layer={layer} units={units} />}
    </>
  );
}
