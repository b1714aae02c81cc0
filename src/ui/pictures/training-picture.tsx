/** How far training has come: epochs done, and the figure that is watched. */
import { compact, count } from '../../base/format.ts';
import { Measured } from '../charts/frame/measured-box.tsx';
import { ProgressBar } from '../charts/progress-bar.tsx';
import { useRunOf } from '../stores/run-of.ts';
import { shownLoss } from '../stores/shown-loss.ts';
import styles from './pictures.module.css';
import { PANEL_WIDTH } from './picture-props.ts';
import type { PictureProps } from './picture-props.ts';

export function TrainingPicture({ definition, nodeId, params, size }: PictureProps<'training'>) {
  const epoch = useRunOf(nodeId, (run) => run.epoch) ?? 0;
  const step = useRunOf(nodeId, (run) => run.step) ?? 0;
  const running = useRunOf(nodeId, (run) => run.epochs) ?? 0;
  const metric = useRunOf(nodeId, (run) => run.metric);
  const logs = useRunOf(nodeId, (run) => run.epochPoints.at(-1)?.logs);
  const loss = useRunOf(nodeId, (run) => shownLoss(run)?.value);
  const epochs = running > 0 ? running : definition.plan(params).epochs;
  const watched = metric?.name ?? 'loss';
  const figure = logs?.[`val_${watched}`];
  const valued = metric === undefined ? 'val loss' : `val ${metric.label.toLowerCase()}`;
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
        <span title="epoch">epoch</span>
        <span>
          {count(epoch)} / {count(epochs)}
        </span>
      </div>
      {/* On the card, its wire says the loss, and there is no room for more. */}
      {size === 'panel' && (
        <>
          <div className={styles.row}>
            <span>step</span>
            <span>{count(step)}</span>
          </div>
          <div className={styles.row}>
            <span>loss</span>
            <span>{loss === undefined ? '–' : compact(loss)}</span>
          </div>
        </>
      )}
      <div className={styles.row}>
        <span title={valued}>{valued}</span>
        <span>{figure === undefined ? '–' : compact(figure)}</span>
      </div>
    </div>
  );
}
