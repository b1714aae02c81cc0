/** How the values of a tensor are doing, in a word and with what usually helps. */
import type { TensorRef } from '../../../compiler/types.ts';
import type { TensorReading } from '../../../protocol/readings.ts';
import { healthOf } from '../../canvas/wires/wire-health.ts';
import { HealthMark } from '../../charts/health-mark.tsx';
import { useDocument } from '../../stores/document.ts';
import { standingOf } from '../../instruments/health-contexts.ts';
import { strongestGradient } from '../../instruments/wire-readings.ts';
import { useRun } from '../../stores/run.ts';
import { useFreshness } from '../../stores/use-reading.ts';
import styles from './health-line.module.css';

interface Props {
  readonly tensor: TensorRef;
  readonly reading: TensorReading;
  readonly data: boolean;
}

export function TensorHealth({ tensor, reading, data }: Props) {
  const standing = useDocument((state) => standingOf(tensor, data, state.compilation));
  const age = useFreshness('wires');
  const strongest = useRun(strongestGradient);
  const { tone, label, explanation } = healthOf(reading, { ...standing, strongestGradient: strongest }, age);
  return (
    <div className={styles.health}>
      <HealthMark tone={tone} label={label} />
      <p>{explanation}</p>
    </div>
  );
}
