/** A type that this version does not know: its params are kept and shown as they stand. */
import { shorten } from '../../../../base/text.ts';
import type { GraphNode } from '../../../../graph/types.ts';
import styles from './bodies.module.css';
import { Row } from './param-rows.tsx';

const MOST = 3;

export function UnknownBody({ node }: { readonly node: GraphNode }) {
  const params = Object.entries(node.params ?? {});
  return (
    <>
      <p className={styles.sentence}>
        This version does not know “{shorten(node.type)}”. It is kept as it is and left out of training.
      </p>
      {params.length > 0 && (
        <div className={styles.rows}>
          {params.slice(0, MOST).map(([name, value]) => (
            <Row
              key={name}
              name={shorten(name)}
              value={shorten(typeof value === 'string' ? value : JSON.stringify(value), 80)}
            />
          ))}
          {params.length > MOST && <div className={styles.more}>and {params.length - MOST} more</div>}
        </div>
      )}
    </>
  );
}
