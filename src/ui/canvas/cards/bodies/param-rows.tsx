/** Up to three of the node's params, as the definition's `card` names them. */
import { paramText } from '../node-words.ts';
import styles from './bodies.module.css';
import type { BodyProps } from './body-props.ts';

const MOST = 3;

export function ParamRows({ view: { definition, params } }: BodyProps) {
  const shown = (definition.card ?? []).filter((name) => params[name] !== null).slice(0, MOST);
  if (shown.length === 0) return null;
  return (
    <div className={styles.rows}>
      {shown.map((name) => (
        <Row key={name} name={name} value={paramText(params[name])} param={name} />
      ))}
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly value: string;
  /** The param that a press on the value changes. */
  readonly param?: string;
}

/** One name with its value; the value's figures keep their width. */
export function Row({ name, value, param }: RowProps) {
  return (
    <div className={styles.row}>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span
        className={`${styles.value} ${param === undefined ? '' : 'nodrag'}`}
        data-param={param}
        data-word={!/\d/.test(value) || undefined}
        title={param === undefined ? value : `${value}. Click to change; drag a number, or turn the wheel with Alt.`}
      >
        {value}
      </span>
    </div>
  );
}
