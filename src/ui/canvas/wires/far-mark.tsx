/** What is left of an instrument from far away: how its wire is doing, by shape and colour. */
import type { EdgePlan } from '../../../compiler/types.ts';
import type { EdgeId } from '../../../graph/types.ts';
import { HEALTH_COLOURS, HEALTH_SHAPES } from '../../charts/health-mark.tsx';
import { useDocument } from '../../stores/document.ts';
import { useWatch } from '../../stores/watching.ts';
import { useTensorLook } from './wire-look.ts';
import type { Point } from './wire-path.ts';
import styles from './wire.module.css';

interface Props {
  readonly id: EdgeId;
  readonly at: Point;
}

export function FarMark({ id, at }: Props) {
  const plan = useDocument((state) => state.compilation.edges.get(id));
  const what = plan?.carries.what;
  if (plan === undefined || (what !== 'features' && what !== 'activation')) return null;
  return <Mark plan={plan} at={at} />;
}

function Mark({ plan, at }: { readonly plan: EdgePlan; readonly at: Point }) {
  useWatch('wires', true);
  const look = useTensorLook(plan);
  if (look === undefined) return null;
  const { age, health } = look;
  return (
    <g
      className={styles.mark}
      style={{ ['--at' as string]: `${at.x}px, ${at.y}px` }}
      data-age={age}
      data-tone={health.tone}
    >
      <title>{health.label}</title>
      <path d={HEALTH_SHAPES[health.tone]} fillRule="evenodd" style={{ fill: HEALTH_COLOURS[health.tone] }} />
    </g>
  );
}
