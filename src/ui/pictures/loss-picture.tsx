/** The course of the loss since training started, thinned to what its place can show. */
import type { ReactNode } from 'react';
import { compact } from '../../base/format.ts';
import { Measured } from '../charts/frame/measured-box.tsx';
import { thinned } from '../charts/geometry.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import type { NodeId } from '../../graph/types.ts';
import { useRunWith } from '../stores/run-of.ts';
import { shownLoss } from '../stores/shown-loss.ts';
import type { BatchPoint } from '../stores/types.ts';
import styles from './pictures.module.css';
import { CARD_SMALL, PANEL_WIDTH } from './picture-props.ts';
import type { PictureProps } from './picture-props.ts';

const NONE: readonly BatchPoint[] = [];

export function LossPicture({ nodeId, size }: PictureProps<'loss'>) {
  const batches = useRunWith(
    ({ loss }) => loss.node === nodeId,
    (run) => run.batches,
  );
  const points = thinned(batches ?? NONE, size === 'card' ? 80 : 200).map(({ step, loss }) => ({ x: step, y: loss }));
  const draw = (width: number, height: number) => (
    <Sparkline
      name="Loss"
      points={points}
      colour="var(--kind-loss)"
      width={width}
      height={height}
      bare={size === 'card'}
    />
  );
  if (size === 'card') return draw(CARD_SMALL.width, 34);
  return <LossPanel draw={draw} nodeId={nodeId} />;
}

function LossPanel({ draw, nodeId }: { draw(width: number, height: number): ReactNode; nodeId: NodeId }) {
  const loss = useRunWith(
    (program) => program.loss.node === nodeId,
    (run) => shownLoss(run)?.value,
  );
  return (
    <>
      <Measured fallback={PANEL_WIDTH}>{(width) => draw(width, 110)}</Measured>
      <p className={styles.caption}>
        {loss === undefined
          ? 'The loss will be drawn here while the network trains.'
          : `The loss of single batches since training started. It stands at ${compact(loss)}.`}
      </p>
    </>
  );
}
