/** Places for larger things in a panel: pictures, rows of buttons, fields under their names. */
import type { FocusEventHandler, ReactNode } from 'react';
import styles from './blocks.module.css';

interface Props {
  readonly children: ReactNode;
}

export const Picture = ({ children }: Props) => <div className={styles.picture}>{children}</div>;
/** Pictures one below the other. */
export const Column = ({ children }: Props) => <div className={styles.column}>{children}</div>;
export const Buttons = ({ children }: Props) => <div className={styles.buttons}>{children}</div>;

interface LabelledProps extends Props {
  readonly label: string;
  /** The id of the field. */
  readonly htmlFor: string;
  readonly onFocus?: FocusEventHandler;
}

/** A field under its name, as wide as the panel. */
export function Labelled({ label, htmlFor, onFocus, children }: LabelledProps) {
  return (
    <div className={styles.block} onFocus={onFocus}>
      <label className={styles.blockLabel} htmlFor={htmlFor}>
        {label}
      </label>
      {children}
    </div>
  );
}
