/** Every epoch in figures: the curves for people who read or listen instead. */
import { compact } from '../../../base/format.ts';
import { useLive } from '../../canvas/view/live.ts';
import styles from './curves.module.css';

export function EpochTable({ id }: { readonly id: string }) {
  const points = useLive((run) => run.epochPoints);
  const metric = useLive((run) => run.metric);
  const columns = [
    { name: 'loss', title: 'loss' },
    { name: 'val_loss', title: 'validation loss' },
    ...(metric === undefined
      ? []
      : [
          { name: metric.name, title: metric.label.toLowerCase() },
          { name: `val_${metric.name}`, title: `validation ${metric.label.toLowerCase()}` },
        ]),
  ];
  return (
    <div className={styles.tableFrame} id={id} role="region" aria-label="Epochs in figures" tabIndex={0}>
      <table className={styles.table}>
        <caption>Epochs, the latest first</caption>
        <thead>
          <tr>
            <th scope="col">epoch</th>
            {columns.map(({ name, title }) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">learning rate</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ epoch, logs, learningRate }) => (
            <tr key={epoch}>
              <th scope="row">{epoch}</th>
              {columns.map(({ name }) => (
                <td key={name}>{logs[name] === undefined ? '–' : compact(logs[name])}</td>
              ))}
              <td>{compact(learningRate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {points.length === 0 ? <p className={styles.none}>The first epoch has not ended yet.</p> : null}
    </div>
  );
}
