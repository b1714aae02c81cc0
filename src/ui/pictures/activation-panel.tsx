/** An activation in the inspector: its curve over what it receives, and how much of that lies where it is flat. */
import { activationOf } from '../../catalog/layer-facts.ts';
import { Measured } from '../charts/frame/measured-box.tsx';
import { useNodeReading } from '../instruments/node-reading.ts';
import { useFreshness } from '../stores/use-reading.ts';
import { ActivationCurve } from './activation-curve.tsx';
import { flatWords } from './flat-words.ts';
import { PANEL_WIDTH } from './picture-props.ts';
import type { PictureProps } from './picture-props.ts';
import styles from './pictures.module.css';

/** Over what the function receives, which for a layer with weights is its own sums. */
export function ActivationPanel({ definition, nodeId, params }: PictureProps<'layer'>) {
  const { place, reading } = useNodeReading('activation', { node: nodeId });
  const fresh = useFreshness('activation') === 'fresh';
  const curve = activationOf(definition, params);
  return (
    <div ref={place}>
      <Measured fallback={PANEL_WIDTH}>
        {(width) => <ActivationCurve of={curve} ghost={reading?.input} width={width} height={150} />}
      </Measured>
      <p className={styles.caption}>
        {reading === undefined
          ? 'The function (solid) and its slope (dashed).'
          : `The function (solid) and its slope (dashed) over the inputs it ${fresh ? 'receives now' : 'received when last measured'} (grey).`}
      </p>
      {reading !== undefined && <p className={styles.caption}>{flatWords(curve, reading)}</p>}
    </div>
  );
}
