/** The loss as it is now, with its course; before a run its params. */
import { compact } from '../../../../base/format.ts';
import { useRunWith } from '../../../stores/run-of.ts';
import { shownLoss } from '../../../stores/shown-loss.ts';
import styles from './bodies.module.css';
import { ParamRows } from './param-rows.tsx';
import { PictureBody } from './picture.tsx';
import type { BodyProps } from './body-props.ts';

export function LossBody(props: BodyProps) {
  const loss = useRunWith(
    (program) => program.loss.node === props.view.node.id,
    (run) => shownLoss(run)?.value,
  );
  if (loss === undefined) return <ParamRows {...props} />;
  return (
    <>
      <div className={styles.figure}>{compact(loss)}</div>
      <PictureBody {...props} />
    </>
  );
}
