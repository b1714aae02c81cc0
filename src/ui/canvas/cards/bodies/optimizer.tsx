/** Key params, and in a run the learning rate of the present step. */
import { compact } from '../../../../base/format.ts';
import { useDocument } from '../../../stores/document.ts';
import { useRun } from '../../../stores/run.ts';
import styles from './bodies.module.css';
import { ParamRows, Row } from './param-rows.tsx';
import type { BodyProps } from './body-props.ts';

export function OptimizerBody(props: BodyProps) {
  const { node, params } = props.view;
  const program = useRun((state) => state.program);
  const plan = useDocument(({ compilation }) =>
    compilation.programs.find(
      (each) => each.optimizer.node === node.id && (program === undefined || each.id === program),
    ),
  );
  const live = useRun((state) => (plan !== undefined && plan.id === state.program ? state.learningRate : undefined));
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
