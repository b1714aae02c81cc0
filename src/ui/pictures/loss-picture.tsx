/** The course of the loss since training started, thinned to what its place can show. */
import type { ReactNode } from 'react';
import { compact } from '../../base/format.ts';
import { Measured } from '../charts/frame/measured.tsx';
import { thinned } from '../charts/geometry.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { useDocument } from '../stores/document.ts';
import { useRun } from '../stores/run.ts';
import { shownLoss } from '../stores/shown-loss.ts';
import type { BatchPoint } from '../stores/types.ts';
import styles from './pictures.module.css';
import { CARD_SMALL, PANEL_WIDTH } from './picture-props.ts';
import type { PictureProps } from './picture-props.ts';

const NONE: readonly BatchPoint[] = [];

export function LossPicture({ nodeId, size }: PictureProps<'loss'>) {
  const program = useRun((state) => state.program);
  const measured = useDocument((state) =>
    state.compilation.programs.some((each) => each.id === program && each.loss.node === nodeId),
  );
  const batches = useRun((state) => (measured ? state.batches : NONE));
  const points = thinned(batches, size === 'card' ? 80 : 200).map(({ step, loss }) => ({ x: step, y: loss }));
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
  return <LossPanel draw={draw} measured={measured} />;
}

function LossPanel({ draw, measured }: { draw(width: number, height: number): ReactNode; measured: boolean }) {
  const loss = useRun((state) => (measured ? shownLoss(state)?.value : undefined));
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
