/*
 * An activation with its slope, over the inputs that it really receives. On a card those of the wire into it; a
 * layer with weights of its own (Dense) computes its sum first, which only the panel has measured.
 */
import { activationOf } from '../../catalog/layer-facts.ts';
import { Measured } from '../charts/frame/measured-box.tsx';
import { late } from '../late/late.tsx';
import { useDocument } from '../stores/document.ts';
import { tensorOf } from '../instruments/wire-readings.ts';
import { useRun } from '../stores/run.ts';
import { useWatch } from '../stores/watching.ts';
import { ActivationCurve } from './activation-curve.tsx';
import { incomingTensor } from './incoming.ts';
import { sharesCaption, sharesOf, SharesPicture } from './shares-picture.tsx';
import { CARD_SMALL, PANEL_WIDTH } from './picture-props.ts';
import type { PictureProps } from './picture-props.ts';

const ActivationPanel = late<PictureProps<'layer'>>(
  async () => (await import('./activation-panel.tsx')).ActivationPanel,
);

export function ActivationPicture(props: PictureProps<'layer'>) {
  const { definition, params, size } = props;
  const curve = activationOf(definition, params);
  const shares = sharesOf(curve);
  if (shares !== undefined) return <Shares shares={shares} size={size} />;
  return size === 'card' ? <OnCard {...props} /> : <ActivationPanel {...props} />;
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
  return <ActivationCurve of={activationOf(definition, params)} ghost={ghost} {...CARD_SMALL} bare />;
}

interface SharesProps extends Pick<PictureProps<'layer'>, 'size'> {
  readonly shares: readonly number[];
}

const Shares = ({ shares, size }: SharesProps) =>
  size === 'card' ? (
    <SharesPicture shares={shares} {...CARD_SMALL} />
  ) : (
    <Measured fallback={PANEL_WIDTH}>
      {(width) => <SharesPicture shares={shares} width={width} height={120} caption={sharesCaption(shares)} />}
    </Measured>
  );
