/** A button that reads as a link: it leads somewhere, or shows more. */
import type { ButtonHTMLAttributes } from 'react';
import styles from './link.module.css';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'className'>;

export const LinkButton = (props: Props) => <button {...props} type="button" className={styles.link} />;
