/** The loss as it is now, with its course; before a run its params. */
import { fixed } from '../../../../base/format.ts';
import { useDocument } from '../../../stores/document.ts';
import { useRun } from '../../../stores/run.ts';
import { shownLoss } from '../../../stores/shown-loss.ts';
import styles from './bodies.module.css';
import { ParamRows } from './param-rows.tsx';
import { PictureBody } from './picture.tsx';
import type { BodyProps } from './body-props.ts';

export function LossBody(props: BodyProps) {
  const program = useRun((state) => state.program);
  const measured = useDocument(({ compilation }) =>
    compilation.programs.some((each) => each.id === program && each.loss.node === props.view.node.id),
  );
  const loss = useRun((state) => (measured ? shownLoss(state)?.value : undefined));
  if (loss === undefined) return <ParamRows {...props} />;
  return (
    <>
      <div className={styles.figure}>{fixed(loss)}</div>
      <PictureBody {...props} />
    </>
  );
}
