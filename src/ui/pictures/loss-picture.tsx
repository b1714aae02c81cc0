/** The course of the loss since training started, thinned to what its place can show. */
import { compact } from '../../base/format.ts';
import { Measured } from '../charts/chart.tsx';
import { thinned } from '../charts/geometry.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { useDocument } from '../stores/document.ts';
import { useRun } from '../stores/run.ts';
import type { BatchPoint } from '../stores/types.ts';
import styles from './pictures.module.css';
import { CARD_SMALL, PANEL_WIDTH } from './props.ts';
import type { PictureProps } from './props.ts';

const NONE: readonly BatchPoint[] = [];

export function LossPicture({ nodeId, size }: PictureProps<'loss'>) {
  const program = useRun((state) => state.program);
  const measured = useDocument((state) =>
    state.compilation.programs.some((each) => each.id === program && each.loss.node === nodeId),
  );
  const batches = useRun((state) => (measured ? state.batches : NONE));
  const values = thinned(batches, size === 'card' ? 80 : 200).map((point) => point.loss);
  const draw = (width: number, height: number) => (
    <Sparkline
      name="Loss"
      values={values}
      colour="var(--kind-loss)"
      width={width}
      height={height}
      framed={size === 'panel'}
    />
  );
  if (size === 'card') return draw(CARD_SMALL.width, 34);
  const last = values.at(-1);
  return (
    <>
      <Measured fallback={PANEL_WIDTH}>{(width) => draw(width, 110)}</Measured>
      <p className={styles.caption}>
        {last === undefined
          ? 'The loss will be drawn here while the network trains.'
          : `The loss of single batches since training started, now ${compact(last)}.`}
      </p>
    </>
  );
}
