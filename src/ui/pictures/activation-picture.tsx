/*
 * An activation with its slope. Where the node's input is what the function itself receives, the plot
 * lies over the real inputs of the latest probe; a layer with weights of its own (Dense) computes its
 * sum first, which is not measured, so its plot stands on −6 … 6.
 */
import { activationOf } from '../../catalog/layer-facts.ts';
import type { Distribution } from '../../protocol/readings.ts';
import { Measured } from '../charts/frame/measured.tsx';
import { FunctionPlot } from '../charts/function-plot.tsx';
import { niceDomain } from '../charts/geometry.ts';
import type { Domain } from '../charts/geometry.ts';
import { useDocument } from '../stores/document.ts';
import { tensorOf } from '../instruments/wire-readings.ts';
import { useRun } from '../stores/run.ts';
import { useFreshness } from '../stores/use-reading.ts';
import { useWatch } from '../stores/watching.ts';
import { incomingTensor } from './incoming.ts';
import styles from './pictures.module.css';
import { SharesPicture } from './shares-picture.tsx';
import { CARD_SMALL, PANEL_WIDTH } from './picture-props.ts';
import type { PictureProps } from './picture-props.ts';

export function ActivationPicture({ definition, nodeId, params, size }: PictureProps<'layer'>) {
  const source = useDocument(({ document, compilation }) => {
    const direct = compilation.nodes.get(nodeId)?.weights.length === 0;
    return direct ? incomingTensor(document, compilation, nodeId) : undefined;
  });
  useWatch('wires', source === undefined ? undefined : true);
  const shape = useDocument(({ compilation }) =>
    source === undefined ? undefined : compilation.nodes.get(source.layer)?.outputShapes[source.output],
  );
  const ghost = useRun((state) => (source === undefined ? undefined : tensorOf(state, source, shape)?.forward));
  const fresh = useFreshness('wires') === 'fresh';
  const curve = activationOf(definition, params);
  if (curve.name === ROW_FUNCTION) return <Shares size={size} />;
  const usable = ghost !== undefined && ghost.count > 0 ? ghost : undefined;
  const draw = (width: number, height: number) => (
    <FunctionPlot
      name={curve.name}
      f={(x) => curve.f(x)}
      slope={(x) => curve.df(x)}
      domain={plotDomain(usable)}
      {...(usable === undefined ? {} : { ghost: usable })}
      width={width}
      height={height}
      bare={size === 'card'}
    />
  );
  if (size === 'card') return draw(CARD_SMALL.width, CARD_SMALL.height);
  return (
    <>
      <Measured fallback={PANEL_WIDTH}>{(width) => draw(width, 150)}</Measured>
      <p className={styles.caption}>
        {usable === undefined
          ? 'The function (solid) and its slope (dashed).'
          : `The function (solid) and its slope (dashed) over the inputs it ${fresh ? 'receives now' : 'received when last measured'} (grey).`}
      </p>
    </>
  );
}

/** The one function of a whole row. */
const ROW_FUNCTION = 'softmax';

const Shares = ({ size }: Pick<PictureProps<'layer'>, 'size'>) =>
  size === 'card' ? (
    <SharesPicture {...CARD_SMALL} />
  ) : (
    <Measured fallback={PANEL_WIDTH}>
      {(width) => (
        <SharesPicture
          width={width}
          height={120}
          caption="Four values, 2, 1, 0 and −1, as shares of one whole: each is e times the next, and all add up to 1."
        />
      )}
    </Measured>
  );

/** −6 … 6 while nothing is measured; else the inputs, on round numbers, with at least −1 … 1 in sight. */
export function plotDomain(ghost: Distribution | undefined): Domain {
  if (ghost === undefined) return [-6, 6];
  return niceDomain(Math.min(-1, ghost.min), Math.max(1, ghost.max));
}
