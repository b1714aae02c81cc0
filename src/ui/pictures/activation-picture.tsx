/*
 * An activation with its slope, over the inputs that it really receives. On a card those of the wire into it; a
 * layer with weights of its own (Dense) computes its sum first, which only the panel has measured.
 */
import type { ActivationFunction } from '../../catalog/activations/functions/index.ts';
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
import { useNodeReading } from '../instruments/node-reading.ts';
import { flatWords } from './flat-words.ts';
import { incomingTensor } from './incoming.ts';
import styles from './pictures.module.css';
import { SharesPicture } from './shares-picture.tsx';
import { CARD_SMALL, PANEL_WIDTH } from './picture-props.ts';
import type { PictureProps } from './picture-props.ts';

export function ActivationPicture(props: PictureProps<'layer'>) {
  const { definition, params, size } = props;
  const curve = activationOf(definition, params);
  if (curve.name === ROW_FUNCTION) return <Shares size={size} />;
  return size === 'card' ? <OnCard {...props} /> : <InPanel {...props} />;
}

/** Over the wire that is measured anyway. */
function OnCard({ definition, nodeId, params }: PictureProps<'layer'>) {
  const source = useDocument(({ document, compilation }) => {
    const direct = compilation.nodes.get(nodeId)?.weights.length === 0;
    return direct ? incomingTensor(document, compilation, nodeId) : undefined;
  });
  useWatch('wires', source === undefined ? undefined : true);
  const shape = useDocument(({ compilation }) =>
    source === undefined ? undefined : compilation.nodes.get(source.layer)?.outputShapes[source.output],
  );
  const ghost = useRun((state) => (source === undefined ? undefined : tensorOf(state, source, shape)?.forward));
  return <Curve of={activationOf(definition, params)} ghost={ghost} {...CARD_SMALL} bare />;
}

/** Over what the function receives, which for a layer with weights is its own sums. */
function InPanel({ definition, nodeId, params }: PictureProps<'layer'>) {
  const { place, reading } = useNodeReading('activation', { node: nodeId });
  const fresh = useFreshness('activation') === 'fresh';
  const curve = activationOf(definition, params);
  return (
    <div ref={place}>
      <Measured fallback={PANEL_WIDTH}>
        {(width) => <Curve of={curve} ghost={reading?.input} width={width} height={150} />}
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

interface CurveProps {
  readonly of: ActivationFunction;
  readonly ghost: Distribution | undefined;
  readonly width: number;
  readonly height: number;
  readonly bare?: boolean;
}

function Curve({ of, ghost, ...size }: CurveProps) {
  const usable = ghost !== undefined && ghost.count > 0 ? ghost : undefined;
  return (
    <FunctionPlot
      name={of.name}
      f={(x) => of.f(x)}
      slope={(x) => of.df(x)}
      domain={plotDomain(usable)}
      {...(usable === undefined ? {} : { ghost: usable })}
      {...size}
    />
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
