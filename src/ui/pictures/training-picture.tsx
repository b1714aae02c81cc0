/** How far training has come: epochs done, and the figure that is watched. */
import { compact, count } from '../../base/format.ts';
import { Measured } from '../charts/frame/measured.tsx';
import { ProgressBar } from '../charts/progress-bar.tsx';
import { useRun } from '../stores/run.ts';
import styles from './pictures.module.css';
import { PANEL_WIDTH } from './picture-props.ts';
import type { PictureProps } from './picture-props.ts';

export function TrainingPicture({ definition, nodeId, params, size }: PictureProps<'training'>) {
  const mine = useRun((state) => state.program === nodeId);
  const epoch = useRun((state) => (mine ? state.epoch : 0));
  const running = useRun((state) => (mine ? state.epochs : 0));
  const metric = useRun((state) => (mine ? state.metric : undefined));
  const logs = useRun((state) => (mine ? state.epochPoints.at(-1)?.logs : undefined));
  const epochs = running > 0 ? running : definition.plan(params).epochs;
  const watched = metric?.name ?? 'loss';
  const figure = logs?.[`val_${watched}`];
  const bar = (width: number) => (
    <ProgressBar
      label={`Epoch ${count(epoch)} of ${count(epochs)}.`}
      fraction={epochs > 0 ? epoch / epochs : 0}
      width={width}
    />
  );
  return (
    <div className={styles.training}>
      {size === 'card' ? bar(132) : <Measured fallback={PANEL_WIDTH}>{bar}</Measured>}
      <div className={styles.row}>
        <span>epoch</span>
        <span>
          {count(epoch)} / {count(epochs)}
        </span>
      </div>
      <div className={styles.row}>
        <span>{metric === undefined ? 'val loss' : `val ${metric.label.toLowerCase()}`}</span>
        <span>{figure === undefined ? '–' : compact(figure)}</span>
      </div>
    </div>
  );
}
