/** How the values of a tensor are doing, in a word and with what usually helps. */
import { wireHealth } from '../../../protocol/health.ts';
import type { TensorReading } from '../../../protocol/readings.ts';
import { HealthMark, HEALTH_TONES } from '../../charts/health-mark.tsx';
import { useDocument } from '../../stores/document.ts';
import styles from './health-line.module.css';

interface Props {
  /** The tensor's name in the probes: the layer or input it comes from. */
  readonly tensor: string;
  readonly reading: TensorReading;
  readonly data: boolean;
}

export function TensorHealth({ tensor, reading, data }: Props) {
  const isOutput = useDocument((state) => state.compilation.programs.some((program) => program.output === tensor));
  const { level, label, explanation } = wireHealth(reading, { isData: data, isOutput });
  return (
    <div className={styles.health}>
      <HealthMark tone={HEALTH_TONES[level]} label={label} />
      <p>{explanation}</p>
    </div>
  );
}
