/** Explanations, remarks, formulas and long names. */
import { Fragment, useId, useState } from 'react';
import type { ReactNode } from 'react';
import { LinkButton } from './link-button.tsx';
import styles from './words.module.css';

export const Text = ({ id, children }: { id?: string; children: ReactNode }) => (
  <p className={styles.text} id={id}>
    {children}
  </p>
);

/** A remark in small print. */
export const Aside = ({ children }: { children: ReactNode }) => <p className={styles.aside}>{children}</p>;

/** A formula, each of its statements on a line of its own. */
export const Formula = ({ children }: { children: string }) => (
  <div className={styles.formula}>
    {children.split(/;\s+/).map((line) => (
      <div key={line}>{line}</div>
    ))}
  </div>
);

/** A snake_case name that may be broken after its underscores. */
export const Breakable = ({ name }: { name: string }) =>
  name.split(/(?<=_)/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));

/** About six lines of the inspector at its usual width: cutting off less than two would hide almost nothing. */
const SHORT = 240;

/** A longer explanation, cut to four lines until more is asked for. */
export function Explanation({ children }: { children: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  if (children.length <= SHORT) return <Text>{children}</Text>;
  return (
    <div className={styles.explanation}>
      <p className={`${styles.text} ${open ? '' : styles.cut}`} id={id}>
        {children}
      </p>
      <LinkButton aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {open ? 'Less' : 'More'}
      </LinkButton>
    </div>
  );
}
