/** Why what was typed into the field above is not accepted. */
import styles from './refusal.module.css';

export function ParamRefusal({ id, children }: { id?: string; children: string | undefined }) {
  if (children === undefined) return null;
  return (
    <p className={styles.refusal} id={id} role="alert">
      {children}
    </p>
  );
}
