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
        <Row key={name} name={name} value={paramText(params[name])} />
      ))}
    </div>
  );
}

/** One name with its value; the value's figures keep their width. */
export function Row({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className={styles.row}>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.value} data-word={!/\d/.test(value) || undefined} title={value}>
        {value}
      </span>
    </div>
  );
}
