/** Key params, and in a run the learning rate of the present step. */
import { compact } from '../../../../base/format.ts';
import { useDocument } from '../../../stores/document.ts';
import { useRunWith } from '../../../stores/run-of.ts';
import styles from './bodies.module.css';
import { ParamRows, Row } from './param-rows.tsx';
import type { BodyProps } from './body-props.ts';

export function OptimizerBody(props: BodyProps) {
  const { node, params } = props.view;
  const plan = useDocument(({ compilation }) => compilation.programs.find((each) => each.optimizer.node === node.id));
  const live = useRunWith(
    ({ optimizer }) => optimizer.node === node.id,
    (run) => run.learningRate,
  );
  const set = params['learning_rate'];
  const resting = plan?.optimizer.schedule === undefined && typeof set === 'number' ? set : undefined;
  const rate = live ?? resting;
  return (
    <>
      {rate !== undefined && (
        <div className={styles.rows}>
          <Row name="learning rate" value={compact(rate)} />
        </div>
      )}
      <ParamRows {...props} />
    </>
  );
}
