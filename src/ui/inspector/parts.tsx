/** The few building stones all panels of the inspector share. */
import { Fragment, useId, useState } from 'react';
import type { ReactNode } from 'react';
import styles from './inspector.module.css';

interface SectionProps {
  readonly title: string;
  /** The title is an id and keeps its letters as they are. */
  readonly verbatim?: boolean;
  readonly children: ReactNode;
}

export function Section({ title, verbatim = false, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 className={`${styles.sectionTitle} ${verbatim ? styles.verbatim : ''}`} id={id}>
        {title}
      </h3>
      {children}
    </section>
  );
}

interface ReadingProps {
  readonly name: string;
  readonly value: ReactNode;
  /** What the figure means, shown while pointing at its name. */
  readonly help?: string;
  /** The value is words, not a figure. */
  readonly words?: boolean;
}

/** A figure in a box, as it is read off an instrument. Stands in a `Readings` list. */
export function Reading({ name, value, help, words = false }: ReadingProps) {
  return (
    <div className={styles.row}>
      <dt title={help}>
        {name}
        {help !== undefined && <span className={styles.hidden}> ({help})</span>}
      </dt>
      <dd className={words ? styles.wordy : undefined}>{value}</dd>
    </div>
  );
}

export const Readings = ({ children }: { children: ReactNode }) => <dl className={styles.rows}>{children}</dl>;

/** A figure on a plain line; `part` sets it in under the line before. */
export function Fact({ name, value, part = false }: { name: string; value: ReactNode; part?: boolean }) {
  return (
    <div className={part ? styles.part : undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

export const Facts = ({ children }: { children: ReactNode }) => <dl className={styles.plain}>{children}</dl>;

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
  if (children.length <= SHORT) return <p className={styles.text}>{children}</p>;
  return (
    <div className={styles.explanation}>
      <p className={`${styles.text} ${open ? '' : styles.cut}`} id={id}>
        {children}
      </p>
      <button
        type="button"
        className={styles.link}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {open ? 'Less' : 'More'}
      </button>
    </div>
  );
}
