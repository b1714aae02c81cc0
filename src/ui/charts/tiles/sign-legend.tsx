/** What the colours of signed numbers mean, and how far they reach. */
import { compact } from '../../../base/format.ts';
import styles from './tiles.module.css';

export function SignLegend({ reach }: { readonly reach: number }) {
  return (
    <div className={styles.legend} role="img" aria-label={`Blue is ${compact(-reach)}, orange ${compact(reach)}.`}>
      <span>{compact(-reach)}</span>
      <span className={styles.bar} />
      <span>{compact(reach)}</span>
    </div>
  );
}
