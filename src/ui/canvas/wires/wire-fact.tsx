/** A figure on the card that a wire shows of itself, on a line; what it means is told at its name. */
import { Hidden } from '../../inspector/parts/hidden.tsx';
import styles from './wire-details.module.css';

interface Props {
  readonly name: string;
  readonly value: string;
  readonly help: string;
  /** Left out where there is little room. */
  readonly more?: boolean;
}

export function WireFact({ name, value, help, more = false }: Props) {
  return (
    <div className={styles.fact} data-more={more || undefined}>
      <dt title={help}>
        {name}
        <Hidden> ({help})</Hidden>
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
