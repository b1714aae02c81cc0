/** One choice of a menu with its explanation. */
import styles from './option.module.css';

export const Option = ({ name, help }: { name: string; help: string }) => (
  <span className={styles.option}>
    <span className={styles.optionName}>{name}</span>
    <span className={styles.optionHelp}>{help}</span>
  </span>
);
